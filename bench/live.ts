/**
 * How many live streams are heard at once in real time, how late their texts are, how many words are wrong, and what
 * memory a stream takes; with `--beside-batch` while a batch of recordings takes all that they leave of the machine.
 * Run: `npx tsx bench/live.ts [--beside-batch] [streams …]`
 * @module
 */
import { parseArgs } from 'node:util'
import { startInProcess } from '../tests/in-process-service.ts'
import { beginBatch } from './batch-work.ts'
import { HEADING, rowOf, runStreams } from './live-streams.ts'

/** More than a batch hears while some forty seconds are spoken, on any machine. */
const BATCH_MINUTES = 200
const BATCH_FILES = 8

const { values, positionals } = parseArgs({
  options: { 'beside-batch': { type: 'boolean', default: false } },
  allowPositionals: true
})
const running = await startInProcess(undefined, { liveStreams: 100 })
const batch = values['beside-batch'] ? await beginBatch(running, BATCH_FILES, BATCH_MINUTES) : undefined
console.log(HEADING)
for (const count of positionals.length > 0 ? positionals.map(Number) : [1, 2, 4, 8, 12]) {
  console.log(rowOf(count, await runStreams(running, count)))
}
await batch?.stop()
await running.close()
