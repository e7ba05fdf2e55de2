/** From what was heard to all the forms in which a result shows it. @module */
import type { Models } from '../models/index.ts'
import type { Wording } from './recording-result.ts'
import type { TranscriptionOptions } from './transcription.ts'

/** @throws Problem, ModelUnusable */
export async function wordingFor(
  models: Models,
  modelId: string,
  { punctuationMode }: TranscriptionOptions
): Promise<Wording> {
  const form = await models.displayForm(modelId)
  const punctuated = punctuationMode === 'Automatic' || punctuationMode === 'DictatedAndAutomatic'
  return ({ text, words }) => {
    const itn = form.written(text)
    const display = form.display(text)
    return {
      lexical: text,
      itn,
      maskedITN: itn,
      display: punctuated ? display : display.replace(/\.$/, ''),
      displayWords: words.map(({ word, offsetTicks, durationTicks }) => ({
        text: form.written(word),
        offsetTicks,
        durationTicks
      }))
    }
  }
}
