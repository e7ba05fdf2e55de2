import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignCtc } from './align.ts'
import { addLogs } from './hypotheses.ts'
import { TokenTable } from './tokens.ts'

const PIECES = [undefined, '▁', 'a', 'b', '▁ab', 'ba']
const TOKENS = new TokenTable({ pieces: PIECES, blank: 0 })
const SIZE = PIECES.length
const NEVER = Number.NEGATIVE_INFINITY

const frames = fc
  .array(fc.array(fc.double({ min: -6, max: 0, noNaN: true }), { minLength: SIZE, maxLength: SIZE }), {
    minLength: 1,
    maxLength: 5
  })
  .map((rows) =>
    Float32Array.from(
      rows.flatMap((row) => {
        const total = row.reduce(addLogs, NEVER)
        return row.map((value) => value - total)
      })
    )
  )

/** The best path of all that say the text. */
function bestPath(rows: Float32Array, text: string): number {
  const count = rows.length / SIZE
  let best = NEVER
  const path: number[] = []
  const visit = (frame: number, score: number): void => {
    if (frame === count) {
      const said = path.filter((token, at) => token !== 0 && token !== path[at - 1])
      if (TOKENS.textOf(said).split(/ +/).filter(Boolean).join(' ') === text) best = Math.max(best, score)
      return
    }
    for (let token = 0; token < SIZE; token++) {
      path.push(token)
      visit(frame + 1, score + (rows[frame * SIZE + token] ?? NEVER))
      path.pop()
    }
  }
  visit(0, 0)
  return best
}

test.each(['ab', 'a b', 'aba', 'ab a', 'aa'])('"%s": the best path of an exhaustive search', (text) => {
  fc.assert(
    fc.property(frames, (rows) => {
      const count = rows.length / SIZE
      const found = alignCtc(TOKENS, rows, count, text.split(' '))
      const best = bestPath(rows, text)
      if (best === NEVER) expect(found.aligned).toBe(false)
      else expect(found.aligned ? found.score * count : NEVER).toBeCloseTo(best, 4)
    }),
    { numRuns: 15 }
  )
})

/** Frames in which one token after another is nearly certain. */
const certain = (vocabulary: readonly (string | undefined)[], tokens: readonly number[]): Float32Array =>
  Float32Array.from(
    tokens.flatMap((token) =>
      vocabulary.map((_, at) => Math.log(at === token ? 0.9 : 0.1 / vocabulary.length))
    )
  )

test('words get the frames and the probabilities of their tokens', () => {
  const rows = certain(PIECES, [0, 4, 4, 0, 5, 0, 1, 2, 2, 0, 0])
  const found = alignCtc(TOKENS, rows, 11, ['abba', 'a'])
  expect(found).toMatchObject({
    aligned: true,
    words: [
      { word: 'abba', from: 1, to: 5 },
      { word: 'a', from: 7, to: 9 }
    ]
  })
  if (found.aligned) for (const { confidence } of found.words) expect(confidence).toBeCloseTo(0.9, 5)
})

test('words of ideographs need no boundary', () => {
  const vocabulary = [undefined, '你', '好', '▁ok']
  const tokens = new TokenTable({ pieces: vocabulary, blank: 0 })
  expect(alignCtc(tokens, certain(vocabulary, [1, 2, 0, 3, 1]), 5, ['你', '好', 'ok', '你'])).toMatchObject({
    aligned: true,
    words: [{ from: 0 }, { from: 1 }, { from: 3 }, { from: 4 }]
  })
})

test('a text that cannot be said names the word, and one that does not fit says so', () => {
  const rows = certain(PIECES, [0, 4, 0])
  expect(alignCtc(TOKENS, rows, 3, ['ab', 'xyz'])).toEqual({
    aligned: false,
    reason: 'the model has no pieces for the word "xyz"'
  })
  expect(alignCtc(TOKENS, rows, 3, ['ab', 'ab', 'ab', 'ab'])).toMatchObject({ aligned: false })
  expect(alignCtc(TOKENS, rows, 3, [])).toMatchObject({ aligned: false })
})
