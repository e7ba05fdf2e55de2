/** Cepstral features of training segments, made by sphinx_fe. @module */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeAudio } from '../../../speech/audio/index.ts'
import type { TranscribedUtterance } from '../../capabilities/index.ts'
import type { TrainingSegment } from './segments.ts'
import { AdaptationFailed, runTrainingTool } from './training-tool.ts'

/** Utterances held as raw samples at a time: enough to make starting sphinx_fe cheap, little enough for any disk. */
const batchSize = 50
const coefficients = 13

/**
 * Writes `<name>.mfc` for each segment into `folder`. `segments` names them and is grouped by utterance.
 * The whole utterance is analyzed, then cut, so that the noise estimate has settled where a segment begins.
 */
export async function writeFeatures(
  request: Readonly<{
    acousticModelDirectory: string
    utterances: readonly TranscribedUtterance[]
    segments: ReadonlyMap<string, readonly Readonly<{ name: string; segment: TrainingSegment }>[]>
    folder: string
    onProgress?: ((fraction: number) => void) | undefined
    signal?: AbortSignal | undefined
  }>
): Promise<void> {
  const { utterances, segments, folder, signal } = request
  for (let start = 0; start < utterances.length; start += batchSize) {
    const batch = utterances.slice(start, start + batchSize)
    const control = join(folder, 'features.fileids')
    const names = batch.map((_, index) => `whole-${index}`)
    await writeFile(control, names.map((name) => `${name}\n`).join(''))
    for (const [index, utterance] of batch.entries()) {
      const samples = decodeAudio(utterance.audioPath, signal ? { signal } : {})
      await writeFile(join(folder, `whole-${index}.raw`), bytesOf(samples))
    }
    const lines = await runTrainingTool(
      'sphinx_fe',
      [
        ...['-argfile', join(request.acousticModelDirectory, 'feat.params')],
        ...['-samprate', '16000', '-raw', 'yes', '-remove_silence', 'no'],
        ...['-c', control, '-di', folder, '-ei', 'raw', '-do', folder, '-eo', 'mfc']
      ],
      { signal }
    )
    for (const [index, utterance] of batch.entries()) {
      const path = join(folder, `whole-${index}.mfc`)
      const whole = await readFile(path).catch((error: Error) => {
        throw new AdaptationFailed(
          'sphinx_fe',
          `wrote no features for ${utterance.id} (${error.message})`,
          lines.slice(-8)
        )
      })
      for (const { name, segment } of segments.get(utterance.id) ?? []) {
        await writeFile(join(folder, `${name}.mfc`), cutFeatures(whole, segment.firstFrame, segment.endFrame))
      }
      await rm(path)
      await rm(join(folder, `whole-${index}.raw`))
    }
    request.onProgress?.(Math.min(1, (start + batchSize) / utterances.length))
  }
}

/** A features file: a count of 32-bit floats, then the floats, frame after frame. */
function cutFeatures(whole: Buffer, firstFrame: number, endFrame: number): Buffer {
  const size = coefficients * 4
  const cut = Buffer.from(whole.subarray(4 + firstFrame * size, 4 + endFrame * size))
  const head = Buffer.alloc(4)
  // sphinx_fe writes either byte order; the count shows which one, as it does to every reader of these files.
  if (whole.readUInt32LE(0) === (whole.length - 4) / 4) head.writeUInt32LE(cut.length / 4)
  else head.writeUInt32BE(cut.length / 4)
  return Buffer.concat([head, cut])
}

async function* bytesOf(chunks: AsyncIterable<Int16Array>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
