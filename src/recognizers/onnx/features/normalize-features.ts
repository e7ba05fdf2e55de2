/** Normalization of features over a whole phrase. @module */

/**
 * Scales each feature to zero mean and unit variance over all frames, in place: NeMo's `normalize: per_feature`.
 * @param features [frames × width]
 */
export function normalizePerFeature(features: Float32Array, width: number): void {
  const frames = features.length / width
  if (frames === 0) return
  for (let feature = 0; feature < width; feature++) {
    let sum = 0
    let squares = 0
    for (let at = feature; at < features.length; at += width) {
      const value = features[at] as number
      sum += value
      squares += value * value
    }
    const mean = sum / frames
    const deviation = Math.sqrt(Math.max(0, squares / frames - mean * mean)) + 1e-5
    for (let at = feature; at < features.length; at += width) {
      features[at] = ((features[at] as number) - mean) / deviation
    }
  }
}
