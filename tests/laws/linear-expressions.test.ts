/**
 * Every regular expression in the source takes linear time, or is given so little that it does not matter. Proofs are made
 * by `node scripts/prove-expressions.mjs`, which takes minutes for all of them, and are kept in `linear-expressions.json`.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BOUNDED_EXPRESSIONS } from './bounded-expressions.ts'
import { expressionLiterals } from './expression-literals.ts'

const proved = new Set(
  JSON.parse(readFileSync(new URL('linear-expressions.json', import.meta.url), 'utf8')) as readonly string[]
)
const literals = expressionLiterals()

test('every regular expression in the source is proved linear, or listed with its limit', () => {
  expect(literals.size).toBeGreaterThan(300)
  const unproved = [...literals].filter(
    ([literal]) => !proved.has(literal) && !BOUNDED_EXPRESSIONS.has(literal)
  )
  expect(
    unproved,
    'Run `node scripts/prove-expressions.mjs`. Rewrite what it names as polynomial, or bound its input and list it in bounded-expressions.ts.'
  ).toEqual([])
})

test('no list has an expression that the source has no more', () => {
  const listed = [...proved, ...BOUNDED_EXPRESSIONS.keys()]
  expect(listed.filter((literal) => !literals.has(literal))).toEqual([])
})
