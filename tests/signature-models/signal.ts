/** The audio that signature models are compared on. @module */

export const RATE = 16_000
/** Silence at the end, so that sherpa-onnx, which drops what fills no chunk, has decoded all that is not silence. */
const TAIL_SECONDS = 0.6

/** Tones that glide, with noise, and pauses between them: whatever comes out of it, it is not the same for long. */
export function signal(seconds: number): Float32Array {
  let random = 1
  let phase = 0
  return Float32Array.from({ length: (seconds + TAIL_SECONDS) * RATE }, (_, index) => {
    if (index >= seconds * RATE) return 0
    random = (random * 48_271) % 2_147_483_647
    const time = index / RATE
    phase += (2 * Math.PI * (180 + 90 * Math.sin(2 * Math.PI * 1.7 * time))) / RATE
    const loud = Math.max(0, Math.sin(2 * Math.PI * 0.9 * time)) ** 0.5
    let voice = 0
    for (let harmonic = 1; harmonic < 18; harmonic++) {
      const formant = 900 + 700 * Math.sin(2 * Math.PI * 2.3 * time + 1)
      const distance = ((harmonic * 180 - formant) / 500) ** 2
      voice += Math.sin(harmonic * phase) * Math.exp(-distance)
    }
    const sample = 0.15 * loud * voice + 0.01 * (random / 1_073_741_824 - 1)
    return Math.round(32_768 * Math.max(-0.99, Math.min(0.99, sample))) / 32_768
  })
}

/** What all comparisons use: 7.3 s and the silence. */
export const SIGNAL = signal(7.3)
