/** The capability to align words with audio. @module */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wavHeader } from '../../speech/audio/index.ts'
import { requireCapability } from '../capabilities/index.ts'
import { joined } from '../spoken-clips.ts'
import { COMMAND_ONSET, type Harness, seconds } from './harness.ts'

export function alignerContract(harness: Harness): void {
  describe('aligner', () => {
    test('words are fitted to audio; a transcript of something else is not', async () => {
      const audioPath = join(harness.folder, 'command.wav')
      await writeFile(
        audioPath,
        joined(wavHeader({ dataBytes: harness.command.pcm.byteLength }), harness.command.pcm)
      )
      const fractions: number[] = []
      const [right, wrong, unknown] = await requireCapability(
        harness.engine,
        harness.model.base,
        'aligner'
      ).align(
        harness.model,
        [
          { id: 'right', audioPath, words: harness.command.words },
          { id: 'wrong', audioPath, words: 'nobody understands why yesterday was different'.split(' ') },
          { id: 'unknown', audioPath, words: ['zorkelby'] }
        ],
        { onProgress: (fraction) => fractions.push(fraction) }
      )
      if (!right?.aligned) throw new Error(right?.reason ?? 'no answer')
      expect(right.words.map(({ word }) => word)).toEqual(harness.command.words)
      expect(Math.abs(seconds(right.words[0]?.offsetTicks ?? 0) - COMMAND_ONSET)).toBeLessThan(0.1)
      expect(wrong).toMatchObject({ id: 'wrong', aligned: false })
      expect(unknown).toMatchObject({ aligned: false, reason: expect.stringContaining('"zorkelby"') })
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    })
  })
}
