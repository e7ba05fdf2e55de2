#!/usr/bin/env node
/**
 * The `vernacular` command. Runs the command line in this process when Node is new enough; else starts it on the Node
 * that was installed along with the package. Must itself work under an older Node.
 */
const { spawn } = require('node:child_process')
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { bundledNode, isNewEnough, minimumVersion } = require('./node-runtime.cjs')

function stop(...lines) {
  for (const line of lines) console.error(line)
  process.exit(1)
}

/** This command on another Node, as if that had been started itself: same terminal, signals and exit code. */
function runOn(node) {
  const child = spawn(node, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' })
  child.on('error', (error) => stop(`${node} could not be started (${error.message}).`, ...advice()))
  // Ctrl-C on a terminal reaches the child by itself, and a second SIGINT would end it without its clean-up.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

const advice = () => [
  'Install Node 24 (https://nodejs.org), or reinstall the package with its optional dependencies:',
  '  npm install --global --include=optional vernacular'
]

if (isNewEnough(process.versions.node)) {
  const entry = join(__dirname, '..', 'dist', 'cli', 'main.js')
  if (!existsSync(entry)) stop(`${entry} is missing.`, 'Build it first: npm run setup')
  // Stack traces then name the lines of the TypeScript sources, which the package's maps hold.
  process.setSourceMapsEnabled(true)
  void import(pathToFileURL(entry).href)
} else {
  const node = bundledNode()
  if (node === undefined || node === process.execPath) {
    stop(`Vernacular needs Node ${minimumVersion} or newer; this is ${process.versions.node}.`, ...advice())
  }
  runOn(node)
}
