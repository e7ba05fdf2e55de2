/** A process that guesses pronunciations, away from the service's own and from those that listen. @module */
import {
  type PredictedPronunciations,
  predictPronunciations,
  spokenLanguageFor
} from '../../../speech/pronunciation/index.ts'
import { type Failure, failureOf } from '../../pool/messages.ts'
import { trainedG2pModel } from './trained-g2p-model.ts'

export type G2pSettings = Readonly<{
  dictionary: string
  locale: string
  phones: readonly string[]
  cacheDirectory: string
}>
export type G2pRequest = Readonly<{ id: number; words: readonly string[] }>
export type G2pAnswer = Readonly<
  { id: number } & ({ guessed: PredictedPronunciations } | { failure: Failure })
>

const [given = ''] = process.argv.slice(2)
const { dictionary, locale, phones, cacheDirectory }: G2pSettings = JSON.parse(given)
const language = spokenLanguageFor(locale, phones)
const learning = trainedG2pModel(dictionary, language.fold, cacheDirectory)

async function answer({ id, words }: G2pRequest): Promise<G2pAnswer> {
  try {
    return { id, guessed: await predictPronunciations(words, { language, model: await learning }) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}

process.on('message', (request: G2pRequest) => {
  void answer(request).then((said) => process.connected && process.send?.(said))
})
process.on('disconnect', () => process.exit())
