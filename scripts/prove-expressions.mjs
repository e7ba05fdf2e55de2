/**
 * Proves that the regular expressions in the source take linear time, with recheck (https://makenowjust-labo.github.io/recheck),
 * and writes those that do into tests/laws/linear-expressions.json; those that do not are printed. Earlier proofs are kept,
 * because all of them take minutes; `--all` proves everything anew. Needs Node 24.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { check } from 'recheck'
import { expressionLiterals } from '../tests/laws/expression-literals.ts'

const LIST = new URL('../tests/laws/linear-expressions.json', import.meta.url)
/** Several times what the slowest proof takes. */
const TIMEOUT_MS = 60_000

const known = new Set(process.argv.includes('--all') ? [] : JSON.parse(readFileSync(LIST, 'utf8')))
const linear = []
for (const [expression, files] of expressionLiterals()) {
  const end = expression.lastIndexOf('/')
  const { status, complexity } = known.has(expression)
    ? { status: 'safe' }
    : await check(expression.slice(1, end), expression.slice(end + 1), { timeout: TIMEOUT_MS })
  if (status === 'safe') linear.push(expression)
  else console.log(`${complexity?.summary ?? status}: ${expression} in ${files.join(', ')}`)
}
writeFileSync(LIST, `${JSON.stringify(linear.sort(), null, 2)}\n`)
console.log(`${linear.length} expressions take linear time.`)
