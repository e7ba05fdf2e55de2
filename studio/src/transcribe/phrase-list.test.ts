import { expect, test } from 'vitest'
import { clampWeight, parsePhrases } from './phrase-list.ts'

test('phrases are separated by commas, semicolons, or line breaks', () => {
  expect(parsePhrases(' Quillfeather, Zephyr turbine;;\nKX9 ,')).toEqual([
    'Quillfeather',
    'Zephyr turbine',
    'KX9'
  ])
})

test('a weight is limited to its range, stepped or typed', () => {
  expect(clampWeight(1.5, undefined)).toBe(1.5)
  expect(clampWeight(undefined, '0.3')).toBe(0.3)
  expect(clampWeight(undefined, '7')).toBe(2)
  expect(clampWeight(-1, undefined)).toBe(0)
  expect(clampWeight(undefined, 'much')).toBe(1)
})
