/** One line of a Language dataset: one sentence that people say. @module */
import { type Lexical, type LexicalText, lexicalText, type TextNormalizationKind } from './lexical-text.ts'
import { checkUri } from './line-checks.ts'
import type { LineResult } from './rejection.ts'
import { withoutInvisible } from './typography.ts'

/**
 * @example plainTextLine('Open gate 4.', 'Default', normalizerFor('en-US')).value.lexical === 'open gate four'
 */
export function plainTextLine(
  line: string,
  kind: TextNormalizationKind,
  lexical: Lexical
): LineResult<LexicalText> {
  const text = withoutInvisible(line).trim()
  const link = checkUri(text)
  if (link) return { rejection: link }
  const result = lexicalText(text, kind, lexical)
  if ('rejection' in result && result.rejection.found.startsWith('a TAB'))
    return {
      rejection: {
        ...result.rejection,
        accepted: 'one sentence per line; for lines of display<TAB>spoken, use kind Pronunciation'
      }
    }
  return result
}
