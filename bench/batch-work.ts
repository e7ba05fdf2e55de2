/** A batch of long recordings, made of the human clips with a second between them. @module */
import { wavHeader } from '../src/speech/audio/index.ts'
import { KEY, type RunningService } from '../tests/in-process-service.ts'
import { BatchClient, type Body } from '../tests/transcriptions/batch.ts'
import { RecordingsServer } from '../tests/transcriptions/recordings-server.ts'
import { clips } from './live-streams.ts'

const BYTES_PER_SECOND = 32_000

export type BatchWork = Readonly<{
  /** Of all its files together. */
  seconds: number
  ended: () => Promise<Body>
  /** Before its end too. */
  stop: () => Promise<void>
}>

/** Begun, not awaited. @param minutes of all files together */
export async function beginBatch(
  running: RunningService,
  files: number,
  minutes: number
): Promise<BatchWork> {
  const round = Buffer.concat(clips.flatMap(({ pcm }) => [pcm, Buffer.alloc(BYTES_PER_SECOND)]))
  const rounds = Math.ceil((minutes * 60 * BYTES_PER_SECOND) / files / round.length)
  const recording = Buffer.concat(Array.from({ length: rounds }, () => round))
  const wav = Buffer.concat([wavHeader({ dataBytes: recording.length }), recording])
  const server = await RecordingsServer.start()
  const contentUrls = Array.from({ length: files }, (_, file) => server.add(`/${file}.wav`, wav))
  const client = new BatchClient(running.address, KEY)
  const { body } = await client.create({ contentUrls })
  return {
    seconds: (files * recording.length) / BYTES_PER_SECOND,
    ended: () => client.until(body, ({ status }) => status === 'Succeeded' || status === 'Failed'),
    stop: async () => {
      await client.call('DELETE', body.self)
      server.close()
    }
  }
}
