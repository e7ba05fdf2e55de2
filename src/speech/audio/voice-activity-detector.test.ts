import { describe, expect, test } from 'vitest'
import { humanClips } from '../../../tests/human-speech.ts'
import { TICKS_PER_SECOND } from './ticks.ts'
import { VoiceActivityDetector } from './voice-activity-detector.ts'

const SECONDS = 60
const CHUNK = 1_600
type Sound = (at: number) => number
const tone = (hertz: number, at: number): number => Math.sin((2 * Math.PI * hertz * at) / 16_000)
const noise: Sound = (at) => ((at * 2_654_435_761) % 4_294_967_296) / 2_147_483_648 - 1
const NOTES = [220, 247, 262, 294, 330, 294, 262, 247]

const SOUNDS: readonly (readonly [string, Sound])[] = [
  ['silence', () => 0],
  ['loud noise', (at) => 6_000 * noise(at)],
  ['bursts of noise', (at) => ((at / 16_000) % 1.3 < 0.4 ? 6_000 * noise(at) : 0)],
  ['a chord that swells', (at) => Math.sin(at / 160_000) * 4_000 * (tone(220, at) + tone(277, at))],
  [
    'a melody',
    (at) => 6_000 * Math.exp(-(at % 6_400) / 4_000) * tone(NOTES[Math.floor(at / 6_400) % 8] ?? 0, at)
  ]
]

describe('the gate of live speech', () => {
  test.each(SOUNDS)('hears no speech in a minute of %s, whenever it is asked later on', (_name, sound) => {
    const gate = new VoiceActivityDetector()
    for (let second = 0; second < SECONDS; second++) {
      for (let at = 0; at < 16_000; at += CHUNK) {
        gate.push(Int16Array.from({ length: CHUNK }, (_, next) => sound(second * 16_000 + at + next)))
      }
      // The first note of a melody may pass, as nothing has followed it yet.
      if (second % 5 === 4)
        expect(gate.hasSpeechSince(Math.max(0, second - 3) * TICKS_PER_SECOND)).toBe(false)
    }
  })

  test('hears it in every human clip, while it goes on', async () => {
    for (const { wav } of [...(await humanClips('novel')), ...(await humanClips('cards'))]) {
      const gate = new VoiceActivityDetector()
      const samples = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length))
      const [recognized] = Array.from({ length: Math.ceil(samples.length / CHUNK) }, (_, chunk) => {
        gate.push(samples.subarray(chunk * CHUNK, (chunk + 1) * CHUNK))
        return gate.hasSpeechSince(0) ? [chunk] : []
      }).flat()
      expect(recognized).toBeLessThan(12)
      expect(gate.hasSpeechSince(0)).toBe(true)
    }
  })
})
