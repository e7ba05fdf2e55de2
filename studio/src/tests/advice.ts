/** Which advice to give after a test, from the errors of model 2. @module */
import type { Evaluation } from '../api/entities.ts'
import type { ModelErrors } from '../api/evaluation-results.ts'

export type ErrorKind = 'substitute' | 'delete' | 'insert'

export type Advice = Readonly<{
  level: 'good' | 'fair' | 'poor'
  /** Kinds of error that make up a large share of all errors. */
  dominant: ReadonlySet<ErrorKind>
  /** The most missed words that the base model does not know. */
  newWords: readonly string[]
  /** References of the most confused pairs, without `newWords`. */
  confused: readonly string[]
  capitalization: boolean
  numbers: boolean
}>

/** Levels of the word error rate, as the documentation of Azure Custom Speech has them. */
const GOOD_RATE = 0.1
const POOR_RATE = 0.3
/** Share of all errors above which a kind is dominant. */
const DOMINANT_SHARE = 0.4
const MAX_NEW_WORDS = 12
const MAX_PAIRS = 5

export function adviceFor(
  { wordErrorRate: { rate }, missedNewWords, confusedWords }: ModelErrors,
  figures: Evaluation['properties'] = {}
): Advice {
  const counts = {
    substitute: figures.wordSubstitutionCount2 ?? 0,
    delete: figures.wordDeletionCount2 ?? 0,
    insert: figures.wordInsertionCount2 ?? 0
  }
  const all = Math.max(1, counts.substitute + counts.delete + counts.insert)
  const kinds: readonly ErrorKind[] = ['substitute', 'delete', 'insert']
  const newWords = missedNewWords.slice(0, MAX_NEW_WORDS).map(({ word }) => word)
  const pairs = confusedWords.filter(({ ref }) => !newWords.includes(ref)).slice(0, MAX_PAIRS)
  const edits = (kind: 'capitalization' | 'inverseTextNormalization'): number =>
    figures.tokenErrors2?.[kind].numberOfEdits ?? 0
  return {
    level: rate <= GOOD_RATE ? 'good' : rate < POOR_RATE ? 'fair' : 'poor',
    dominant: new Set(kinds.filter((kind) => counts[kind] / all > DOMINANT_SHARE)),
    newWords,
    confused: [...new Set(pairs.map(({ ref }) => ref))],
    capitalization: edits('capitalization') > 0,
    numbers: edits('inverseTextNormalization') > 0
  }
}
