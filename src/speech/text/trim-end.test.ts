import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trimEndOf } from './trim-end.ts'

test('cuts off what an expression would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '.', ',', ' ', '😀', '𝒳', '\ud835') })
  fc.assert(
    fc.property(text, (sent) => {
      expect(trimEndOf(sent, /[.,]/)).toBe(sent.replace(/[.,]+$/, ''))
      expect(trimEndOf(sent, /[^\p{L}\p{N}]/u)).toBe(sent.replace(/[^\p{L}\p{N}]+$/u, ''))
    })
  )
})
