/**
 * How many live streams are heard at once in real time, how late their texts are, how many words are wrong, and what
 * memory a stream takes. Run: `npx tsx bench/live.ts [streams …]`
 * @module
 */
import { startInProcess } from '../tests/in-process-service.ts'
import { HEADING, holdStreams, rowOf } from './live-streams.ts'

const counts = process.argv.slice(2).map(Number)
const running = await startInProcess(undefined, { liveStreams: 100 })
console.log(HEADING)
for (const count of counts.length > 0 ? counts : [1, 2, 4, 8, 12]) {
  console.log(rowOf(count, await holdStreams(running, count)))
}
await running.close()
