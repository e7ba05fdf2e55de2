/** From what was heard to all the forms in which a result shows it. @module */
import type { Models } from '../models/index.ts'
import { displayFormFor } from '../speech/display/index.ts'
import type { Wording } from './recording-result.ts'
import type { Transcription } from './transcription.ts'

/** @throws Problem, ModelUnusable */
export async function wordingFor(
  models: Models,
  { modelId, locale, options }: Transcription
): Promise<Wording> {
  const { names, rules } = await models.displayForm(modelId)
  const form = displayFormFor(locale)
  const wishes = {
    names,
    ...(rules ? { rules } : {}),
    profanity: options.profanityFilterMode,
    punctuation: options.punctuationMode
  }
  return ({ words }) => form.format(words, wishes)
}
