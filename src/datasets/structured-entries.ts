/** The entries of a structured text as written, and each one brought to its lexical form. @module */
import type { Phones } from '../speech/pronunciation/index.ts'
import type { Piece, StructuredLine, StructuredTextParser } from '../speech/structured-text/index.ts'
import { type Lexical, lexicalText, type TextNormalizationKind } from './lexical-text.ts'
import { checkCharacters, checkRepeats, checkUri } from './line-checks.ts'
import { type LineResult, quoted, type Rejection, reject, take } from './rejection.ts'
import { withoutInvisible } from './typography.ts'

type Written = Readonly<{ line: number; text: string; column: number }>
export type WrittenItem = Written & Readonly<{ className: string; item: string }>
export type WrittenSentence = Written & Readonly<{ pieces: readonly Piece[] }>
/** `word` is in lower case. */
export type WrittenWord = Readonly<{ word: string; written?: string; phones: Phones }>

/** `KX9`, `.NET`: a spelling of its own, where `Cat` only begins with a capital. */
const ownSpelling = /\p{N}|(?<=[\p{L}\p{N}.])\p{Lu}|\.\p{Lu}/u

export type TextPreparation = Readonly<{
  kind: TextNormalizationKind
  lexical: Lexical
  /** Words that normalizing would tear apart and whose pronunciations are given: they stay as they are. */
  keep: ReadonlySet<string>
}>

/** A reference inside a lexical sentence: no other word holds a brace. */
export const referenceTo = (className: string): string => `{@${className}}`

/** One line, its entry not looked into yet. */
export function structuredLine(
  parser: StructuredTextParser,
  line: string
): Readonly<{ value: StructuredLine }> | Readonly<{ rejection: StructuredRejection }> {
  const text = withoutInvisible(line)
  const parsed = parser.line(text)
  if (parsed.type === 'comment') return take(parsed)
  const badIn = (line: string) => checkCharacters(line.trim()) ?? checkUri(line)
  // A heading that cannot be read has opened a block all the same: its correction must not be lost to another fault.
  if (parsed.type === 'invalid') {
    const { corrected, correctedAs: _, ...fault } = parsed.error
    return { rejection: corrected !== undefined && badIn(corrected) ? fault : parsed.error }
  }
  const bad = badIn(text)
  return bad ? { rejection: bad } : take(parsed)
}

export type StructuredRejection = Rejection & Readonly<{ correctedAs?: StructuredLine }>

export class StructuredEntries {
  readonly items: WrittenItem[] = []
  readonly sentences: WrittenSentence[] = []
  readonly words: WrittenWord[] = []
  headings = 0
  comments = 0

  add(entry: StructuredLine, line: number, text: string): void {
    if (entry.type === 'comment') this.comments += 1
    else if (entry.type === 'item')
      this.items.push({ line, text, column: entry.column, className: entry.className, item: entry.text })
    else if (entry.type === 'sentence')
      this.sentences.push({ line, text, column: entry.column, pieces: entry.pieces })
    else if (entry.type === 'pronunciation')
      this.words.push({
        word: entry.word.toLowerCase(),
        ...(ownSpelling.test(entry.word) && entry.word !== entry.word.toLowerCase()
          ? { written: entry.word }
          : {}),
        phones: entry.phones
      })
    else this.headings += 1
  }

  /** Whether the line would be accepted if it were that. */
  accepts(
    entry: StructuredLine,
    preparation: TextPreparation & Readonly<{ classes: ReadonlySet<string> }>
  ): boolean {
    const written = { line: 0, text: '', column: 1 }
    if (entry.type === 'item')
      return (
        'value' in this.lexicalItem({ ...written, className: entry.className, item: entry.text }, preparation)
      )
    if (entry.type === 'sentence')
      return 'value' in this.lexicalSentence({ ...written, pieces: entry.pieces }, preparation)
    return true
  }

  lexicalItem({ item, column }: WrittenItem, { kind, lexical, keep }: TextPreparation): LineResult<string> {
    const result = lexicalText(item, kind, keeping(lexical, keep))
    if ('value' in result) return take(result.value.lexical)
    const { rejection } = result
    return { rejection: { ...rejection, column: column + (rejection.column ?? 1) - 1 } }
  }

  lexicalSentence(
    { pieces, column }: WrittenSentence,
    { kind, lexical, keep, classes }: TextPreparation & Readonly<{ classes: ReadonlySet<string> }>
  ): LineResult<string> {
    const words: string[] = []
    for (const piece of pieces) {
      if ('reference' in piece) {
        if (!classes.has(piece.reference))
          return reject(
            'ReferenceUndefined',
            quoted(referenceTo(piece.reference)),
            classes.size === 0
              ? 'a class of the file; none of its classes has valid items'
              : `the classes of the file: ${[...classes].join(', ')}`,
            piece.column
          )
        words.push(referenceTo(piece.reference))
        continue
      }
      // Between two references there may be no more than a comma.
      const text = wordsOf(piece.text, kind, keeping(lexical, keep))
      if ('rejection' in text) return text
      if (text.value !== '') words.push(text.value)
    }
    if (words.length === 0)
      return reject(
        'NormalizedTextEmpty',
        quoted(''),
        'a sentence with at least one word or reference',
        column
      )
    const sentence = words.join(' ')
    const repeats = checkRepeats(sentence)
    return repeats ? { rejection: repeats } : take(sentence)
  }
}

function wordsOf(text: string, kind: TextNormalizationKind, lexical: Lexical): LineResult<string> {
  if (text.trim() === '') return take('')
  const result = lexicalText(text, kind, lexical)
  if ('value' in result) return take(result.value.lexical)
  return result.rejection.code === 'NormalizedTextEmpty' ? take('') : result
}

const keeping = (lexical: Lexical, keep: ReadonlySet<string>): Lexical => ({
  version: lexical.version,
  apply: (text) => lexical.apply(text, keep)
})
