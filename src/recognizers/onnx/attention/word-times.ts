/**
 * When each token was said, from the attention to the encoder's frames (dynamic time warping, as in openai/whisper's
 * `timing.py`; Giorgino 2009).
 * @module
 */
import type { LayerAttention } from './decoder.ts'

const MEDIAN_WIDTH = 7

/**
 * @param heads [layer, head] that follow the speech in time
 * @param frames those that are speech: the encoder's frames go on in silence to 30 s
 * @param from the first token whose time is wanted; before it is the prompt
 * @returns by token from `from` on, the frame where it begins
 */
export function tokenFrames(
  attention: readonly LayerAttention[],
  heads: readonly (readonly [number, number])[],
  frames: number,
  from: number
): Int32Array {
  const count = (attention[0]?.tokens ?? 0) - from
  const mean = new Float64Array(Math.max(0, count) * frames)
  for (const [layer, head] of heads) {
    const own = attention[layer]
    if (own === undefined) continue
    const weights = normalized(own, head, frames)
    const smooth = new Float64Array(frames)
    for (let token = 0; token < count; token++) {
      const row = weights.subarray((token + from) * frames, (token + from + 1) * frames)
      median(row, smooth)
      for (let frame = 0; frame < frames; frame++)
        mean[token * frames + frame] = (mean[token * frames + frame] ?? 0) + (smooth[frame] ?? 0)
    }
  }
  return warp(mean, count, frames)
}

/** [tokens × frames] of a head: over the tokens, each frame has mean 0 and deviation 1. */
function normalized({ tokens, frames: all, values }: LayerAttention, head: number, frames: number) {
  const weights = new Float64Array(tokens * frames)
  const at = (token: number, frame: number): number => values[(head * tokens + token) * all + frame] ?? 0
  for (let frame = 0; frame < frames; frame++) {
    let [sum, squares] = [0, 0]
    for (let token = 0; token < tokens; token++) {
      const value = at(token, frame)
      sum += value
      squares += value * value
    }
    const mean = sum / tokens
    const deviation = Math.sqrt(Math.max(squares / tokens - mean * mean, 1e-20))
    for (let token = 0; token < tokens; token++)
      weights[token * frames + frame] = (at(token, frame) - mean) / deviation
  }
  return weights
}

function median(row: Float64Array, smooth: Float64Array): void {
  const half = MEDIAN_WIDTH >> 1
  const window = new Float64Array(MEDIAN_WIDTH)
  const { length } = row
  for (let frame = 0; frame < length; frame++) {
    for (let offset = -half; offset <= half; offset++) {
      // Mirrored at both ends.
      const at = Math.abs(frame + offset)
      window[offset + half] = row[at >= length ? Math.max(0, 2 * (length - 1) - at) : at] ?? 0
    }
    window.sort()
    smooth[frame] = window[half] ?? 0
  }
}

/** The path through [tokens × frames] with the largest sum: by token, its first frame. */
function warp(gains: Float64Array, tokens: number, frames: number): Int32Array {
  const starts = new Int32Array(Math.max(0, tokens))
  if (tokens <= 0 || frames === 0) return starts
  const width = frames + 1
  const best = new Float64Array((tokens + 1) * width).fill(Number.NEGATIVE_INFINITY)
  const steps = new Uint8Array((tokens + 1) * width)
  best[0] = 0
  for (let token = 1; token <= tokens; token++)
    for (let frame = 1; frame <= frames; frame++) {
      const both = best[(token - 1) * width + frame - 1] as number
      const tokenOnly = best[(token - 1) * width + frame] as number
      const frameOnly = best[token * width + frame - 1] as number
      const step =
        both > tokenOnly && both > frameOnly ? 0 : tokenOnly > both && tokenOnly > frameOnly ? 1 : 2
      const before = step === 0 ? both : step === 1 ? tokenOnly : frameOnly
      best[token * width + frame] = before + (gains[(token - 1) * frames + frame - 1] as number)
      steps[token * width + frame] = step
    }
  let [token, frame] = [tokens, frames]
  while (token > 0 && frame > 0) {
    starts[token - 1] = frame - 1
    const step = steps[token * width + frame]
    if (step !== 2) token--
    if (step !== 1) frame--
  }
  return starts
}
