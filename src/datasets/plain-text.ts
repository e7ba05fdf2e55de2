/** One line of a Language dataset: one sentence that people say. @module */
import { type Lexical, type LexicalText, lexicalText, type TextNormalizationKind } from './lexical-text.ts'
import { checkUri } from './line-checks.ts'
import type { Verdict } from './refusal.ts'
import { withoutInvisible } from './typography.ts'

/**
 * @example plainTextLine('Open gate 4.', 'Default', normalizerFor('en-US')).value.lexical === 'open gate four'
 */
export function plainTextLine(
  line: string,
  kind: TextNormalizationKind,
  lexical: Lexical
): Verdict<LexicalText> {
  const text = withoutInvisible(line).trim()
  const link = checkUri(text)
  if (link) return { refusal: link }
  const verdict = lexicalText(text, kind, lexical)
  if ('refusal' in verdict && verdict.refusal.found.startsWith('a TAB'))
    return {
      refusal: {
        ...verdict.refusal,
        accepted: 'one sentence a line; lines of display<TAB>spoken are a dataset of kind Pronunciation'
      }
    }
  return verdict
}
