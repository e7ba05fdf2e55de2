/** A noisy telephone line: pink noise 15 dB below the speech, 300 to 3,400 Hz, mu-law at 8 kHz. @module */
import { execFileSync } from 'node:child_process'
import type { Clip } from '../../src/demo/synthetic-speech.ts'

export const SIGNAL_TO_NOISE_DB = 15
const HEADER_BYTES = 44

export function overNoisyLine(clip: Clip): Clip {
  const rate = clip.wav.readUInt32LE(24)
  const samples = new Int16Array(
    clip.wav.buffer.slice(clip.wav.byteOffset + HEADER_BYTES, clip.wav.byteOffset + clip.wav.length)
  )
  const noisy = withNoise(samples)
  const raw = ['-f', 's16le', '-ar', String(rate), '-ac', '1', '-i', '-']
  const line = ['-af', 'highpass=f=300,lowpass=f=3400', '-ar', '8000', '-c:a', 'pcm_mulaw']
  const input = Buffer.from(noisy.buffer)
  const wav = execFileSync('ffmpeg', ['-v', 'error', ...raw, ...line, '-f', 'wav', '-'], { input })
  return { ...clip, wav: Buffer.from(wav) }
}

/** Pink noise after P. Kellet's filter of white noise, the same for every clip of that length. */
function withNoise(samples: Int16Array): Int16Array<ArrayBuffer> {
  const noise = pinkNoise(samples.length)
  const gain = level(samples) / level(noise) / 10 ** (SIGNAL_TO_NOISE_DB / 20)
  return Int16Array.from(samples, (sample, at) =>
    Math.max(-32_768, Math.min(32_767, Math.round(sample + gain * (noise[at] ?? 0))))
  )
}

function pinkNoise(length: number): Float64Array {
  let state = 7
  let [b0, b1, b2] = [0, 0, 0]
  return new Float64Array(length).map(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    const white = state / 2 ** 31 - 1
    b0 = 0.99765 * b0 + 0.099046 * white
    b1 = 0.963 * b1 + 0.2965164 * white
    b2 = 0.57 * b2 + 1.0526913 * white
    return b0 + b1 + b2 + 0.1848 * white
  })
}

const level = (samples: Int16Array | Float64Array): number => {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.sqrt(sum / samples.length)
}
