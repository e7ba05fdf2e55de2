/** Errors that a reader sees: the display form of both sides, token by token, each error named by its kind. @module */

import { align, type WordCounts } from '../speech/scoring/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import { trimEndOf } from '../speech/text/index.ts'

/** The contract's kinds. */
export const tokenErrorKinds = [
  'punctuation',
  'capitalization',
  'inverseTextNormalization',
  'lexical',
  'others'
] as const
export type TokenErrorKind = (typeof tokenErrorKinds)[number]

/** One column of the alignment in display form; `kind` is there where it is an error. */
export type TokenStep = Readonly<{
  op: 'equal' | 'substitute' | 'insert' | 'delete'
  ref?: string
  hyp?: string
  kind?: TokenErrorKind
}>

/** `words` counts the tokens of the reference. */
export type TokenScore = WordCounts & Readonly<{ steps: readonly TokenStep[] }>

/** Marks before and after a word are tokens of their own; those within it (`don't`, `3.5`, `p.m.`) belong to it. */
const OPENING = /^[\p{Ps}\p{Pi}¿¡"]*/u
const CLOSING = /[.,;:!?…。、，！？।\p{Pe}\p{Pf}"]/u
const ABBREVIATION = /^(?:\p{L}\.){2,}$/u

/** @example displayTokens('At 5 p.m., no.') // ['At', '5', 'p.m.', ',', 'no', '.'] */
export function displayTokens(text: string): readonly string[] {
  return text
    .split(/\s+/u)
    .filter((part) => part !== '')
    .flatMap((part) => {
      if (ABBREVIATION.test(part)) return [part]
      const before = OPENING.exec(part)?.[0] ?? ''
      const core = trimEndOf(part.slice(before.length), CLOSING)
      const after = part.slice(before.length + core.length)
      const abbreviated = after.startsWith('.') && ABBREVIATION.test(`${core}.`)
      const word = abbreviated ? `${core}.` : core
      const marks = abbreviated ? after.slice(1) : after
      return [...before, ...(word === '' ? [] : [word]), ...marks]
    })
}

const NOTHING: TokenStep = { op: 'equal' }
const isMark = (token: string): boolean => /^[\p{P}…]$/u.test(token)
const fold = (token: string): string => token.toLowerCase()

/**
 * Tokens are aligned without regard to capitals, so that a capital amiss is one error on its word and moves nothing
 * else; a mark never stands for a word. Words that differ, and yet say the same (`three` for `3`), are errors of
 * inverse text normalization: the normalizer decides, over each run of differing words.
 */
export function scoreTokens(reference: string, recognition: string, normalizer: Normalizer): TokenScore {
  const referenceTokens = displayTokens(reference)
  const recognizedTokens = displayTokens(recognition)
  const steps = named(joined(columns(referenceTokens, recognizedTokens)), normalizer)
  const count = (operation: TokenStep['op']): number => steps.filter(({ op }) => op === operation).length
  return {
    steps,
    words: referenceTokens.length,
    substitutions: count('substitute'),
    deletions: count('delete'),
    insertions: count('insert')
  }
}

/** The alignment in the tokens' own capitals, marks and words apart. */
function columns(referenceTokens: readonly string[], recognized: readonly string[]): readonly TokenStep[] {
  let [r, h] = [0, 0]
  return align(referenceTokens.map(fold), recognized.map(fold)).steps.flatMap(
    ({ op }): readonly TokenStep[] => {
      const ref = op === 'insert' ? '' : (referenceTokens[r++] ?? '')
      const hyp = op === 'delete' ? '' : (recognized[h++] ?? '')
      if (op === 'insert') return [{ op, hyp }]
      if (op === 'delete') return [{ op, ref }]
      if (op === 'equal') return [{ op: ref === hyp ? op : 'substitute', ref, hyp }]
      if (isMark(ref) === isMark(hyp)) return [{ op, ref, hyp }]
      return [
        { op: 'delete', ref },
        { op: 'insert', hyp }
      ]
    }
  )
}

/** A word that was deleted and one that was inserted beside it are one substitution, and so are two marks. */
function joined(steps: readonly TokenStep[]): readonly TokenStep[] {
  const kept: TokenStep[] = []
  for (const step of steps) {
    const partner = step.op === 'insert' ? 'delete' : step.op === 'delete' ? ('insert' as const) : undefined
    // Only steps of the partner's side lie between the two, so that neither text changes its order.
    const from = kept.findLastIndex(({ op }) => op !== partner) + 1
    const at = kept.findIndex((one, index) => index >= from && isMark(tokenOf(one)) === isMark(tokenOf(step)))
    const other = kept[at]
    if (partner === undefined || other === undefined) kept.push(step)
    else kept[at] = { op: 'substitute', ref: other.ref ?? step.ref ?? '', hyp: other.hyp ?? step.hyp ?? '' }
  }
  return kept
}

const tokenOf = ({ ref, hyp }: TokenStep): string => ref ?? hyp ?? ''

function named(steps: readonly TokenStep[], normalizer: Normalizer): readonly TokenStep[] {
  const kinds: (TokenErrorKind | undefined)[] = steps.map(kindOf)
  // Marks may stand between the words of a run: "twenty-three," for "23".
  let run: number[] = []
  const close = (): void => {
    const side = (name: 'ref' | 'hyp'): string =>
      normalizer.apply(run.flatMap((at) => steps[at]?.[name] ?? []).join(' '))
    if (run.length > 0 && side('ref') === side('hyp')) {
      for (const at of run) kinds[at] = 'inverseTextNormalization'
    }
    run = []
  }
  for (const [at, kind] of kinds.entries()) {
    if (kind === 'lexical') run.push(at)
    else if (kind !== 'punctuation' && !isMark(tokenOf(steps[at] ?? NOTHING))) close()
  }
  close()
  return steps.map((step, at) => {
    const kind = kinds[at]
    return kind === undefined ? step : { ...step, kind }
  })
}

function kindOf({ op, ref, hyp }: TokenStep): TokenErrorKind | undefined {
  if (op === 'equal') return undefined
  const [one = '', other = one] = [ref, hyp].filter((token) => token !== undefined)
  if (isMark(one) && isMark(other)) return 'punctuation'
  if (op === 'substitute' && fold(one) === fold(other)) return 'capitalization'
  // A sign that is no mark of punctuation: "&", "°".
  if (!/[\p{L}\p{N}]/u.test(one + other)) return 'others'
  return 'lexical'
}

/** The counts of a test set by kind. */
export function tokenErrorCounts(
  scores: Iterable<Pick<TokenScore, 'steps'>>
): Readonly<Record<TokenErrorKind, number>> {
  const counts = Object.fromEntries(tokenErrorKinds.map((kind) => [kind, 0])) as Record<
    TokenErrorKind,
    number
  >
  for (const { steps } of scores) for (const { kind } of steps) if (kind !== undefined) counts[kind]++
  return counts
}

/**
 * Whether references are written as they are read: with capitals, marks or numbers. Transcripts in plain lower case
 * would count each capital of a model as an error, and say nothing of its display form.
 * @param references each with its lexical form; more than half decide
 */
export function hasDisplayText(
  references: readonly Readonly<{ reference: string; lexical: string }>[]
): boolean {
  const displayed = references.filter(({ reference, lexical }) => reference.trim() !== lexical)
  return displayed.length * 2 > references.length
}
