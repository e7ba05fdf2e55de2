// What sherpa-onnx recognizes with greedy search, as JSON. A process of its own: sherpa-onnx ends its process when an
// option or a file does not suit it. Argument: { kind: 'online' | 'offline', config, audio, sampleRate, writes }, where
// `audio` is a file of 32-bit floats and `writes` the samples of each write in turn.
import { readFileSync } from 'node:fs'
import sherpa from 'sherpa-onnx-node'

const { kind, config, audio, sampleRate, writes } = JSON.parse(process.argv[2])
const bytes = readFileSync(audio)
const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
const recognizer =
  kind === 'online' ? new sherpa.OnlineRecognizer(config) : new sherpa.OfflineRecognizer(config)
const stream = recognizer.createStream()
if (kind === 'offline') {
  stream.acceptWaveform({ samples, sampleRate })
  recognizer.decode(stream)
} else {
  for (let at = 0, write = 0; at < samples.length; write++) {
    const size = writes[write % writes.length]
    stream.acceptWaveform({ samples: samples.slice(at, at + size), sampleRate })
    at += size
    while (recognizer.isReady(stream)) recognizer.decode(stream)
  }
  stream.inputFinished()
  while (recognizer.isReady(stream)) recognizer.decode(stream)
}
const { tokens, timestamps } = recognizer.getResult(stream)
process.stdout.write(`${JSON.stringify({ tokens, timestamps })}\n`)
