/**
 * Writes signature models and the audio that they are compared on into a folder, to run other programs on them:
 * `npx tsx tests/signature-models/write-models.ts FOLDER`.
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wenetStreamingCtc } from './models.ts'
import { SIGNAL } from './signal.ts'

/** Those whose reference the tests have from elsewhere: sherpa-onnx for Node.js does not offer the family. */
const MODELS = { 'wenet-streaming-ctc': wenetStreamingCtc(31) }

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Give the folder to write to')
for (const [name, files] of Object.entries(MODELS)) {
  mkdirSync(join(folder, name), { recursive: true })
  for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content)
}
writeFileSync(join(folder, 'audio.f32'), new Uint8Array(SIGNAL.buffer))
