/** A second of audio that a decoder takes for speech, always the same. @module */

const RATE = 16_000
/** Formants of three vowels in Hz, a third of a second each (Peterson and Barney 1952: /i/, /a/, /u/). */
const VOWELS = [
  [270, 2290, 3010],
  [730, 1090, 2440],
  [300, 870, 2240]
] as const
const PITCH_HZ = 120
const BANDWIDTH_HZ = 120

/** 0.3 s of faint noise, from which the decoder learns what silence is, then a second of voiced sound, then noise. */
export function trialAudio(): Int16Array {
  const [quiet, voiced] = [Math.round(0.3 * RATE), RATE]
  const samples = new Int16Array(quiet * 2 + voiced)
  let seed = 1
  for (let at = 0; at < samples.length; at++) {
    // Park and Miller's generator: the same noise on every machine.
    seed = (seed * 48_271) % 2_147_483_647
    const noise = (seed / 2_147_483_647 - 0.5) * 40
    const into = at - quiet
    samples[at] = Math.round(noise + (into < 0 || into >= voiced ? 0 : voice(into / RATE)))
  }
  return samples
}

/** Harmonics of the pitch, each as strong as the formants near it make it. */
function voice(seconds: number): number {
  const formants = VOWELS[Math.min(VOWELS.length - 1, Math.floor(seconds * VOWELS.length))] ?? VOWELS[0]
  let sum = 0
  for (let frequency = PITCH_HZ; frequency < 4000; frequency += PITCH_HZ) {
    const gain = formants.reduce(
      (all, formant, index) => all + 1 / (1 + index) / (1 + ((frequency - formant) / BANDWIDTH_HZ) ** 2),
      0
    )
    sum += gain * Math.sin(2 * Math.PI * frequency * seconds)
  }
  return 1500 * sum
}
