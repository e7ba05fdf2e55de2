/** One line of the transcript inside an Acoustic archive: `clip.wav<TAB>what is said in it`. @module */
import { type Lexical, type LexicalText, lexicalText, type TextNormalizationKind } from './lexical-text.ts'
import { type LineResult, quoted, reject, take } from './rejection.ts'
import { withoutInvisible } from './typography.ts'

export type TranscriptLine = Readonly<{ name: string }> & LexicalText

export function transcriptLine(
  line: string,
  kind: TextNormalizationKind,
  lexical: Lexical
): LineResult<TranscriptLine> {
  const accepted = 'the name of an audio file, a TAB, and the words spoken in it'
  const [first = '', ...rest] = withoutInvisible(line).split('\t')
  const name = first.trim()
  while (rest.length > 1 && rest.at(-1)?.trim() === '') rest.pop()
  if (rest.length === 0) return reject('TabMissing', quoted(line.trim()), accepted)
  if (rest.length > 1) return reject('TooManyColumns', `${rest.length + 1} columns`, accepted)
  if (name === '') return reject('NameEmpty', 'nothing before the TAB', accepted, 1)
  const text = (rest[0] ?? '').trim()
  const column = line.indexOf('\t') + 2
  if (text === '') return reject('TextEmpty', 'nothing after the TAB', accepted, column)
  const result = lexicalText(text, kind, lexical)
  if ('value' in result) return take({ name, ...result.value })
  const { rejection } = result
  return {
    rejection:
      rejection.column === undefined ? rejection : { ...rejection, column: rejection.column + column - 1 }
  }
}
