/** The base model that Debian's `pocketsphinx-en-us` installs, and the decoder settings chosen for it. @module */
import { join } from 'node:path'
import type { BaseModel } from '../recognizer.ts'

export type BaseModelFiles = Readonly<{
  acousticModel: string
  dictionary: string
  languageModel: string
}>

/** The release is the month of the upstream model (cmusphinx-en-us-ptm 5.2 and its language model, May 2016). */
export const baseModel: BaseModel = Object.freeze({
  name: 'pocketsphinx-en-us',
  locale: 'en-US',
  release: '20160512',
  description:
    'US English: phonetically tied Gaussian mixtures, 134,723 pronunciations, 72,547-word trigram language model'
})

export const baseModelDirectory = '/usr/share/pocketsphinx/model/en-us'

export const baseModelFiles = (directory: string): BaseModelFiles => ({
  acousticModel: join(directory, 'en-us'),
  dictionary: join(directory, 'cmudict-en-us.dict'),
  languageModel: join(directory, 'en-us.lm.bin')
})

/**
 * Chosen by word error rate on 611 words: the five human clips of `pocketsphinx-testdata` and twelve sentences read by
 * four `flite` voices, cepstral means of the whole clip, one core of a shared 2-core machine (real-time factors +-20 %).
 *
 *     setting                                    errors  human   real time
 *     PocketSphinx's defaults, live means        13.3 %  24/71   0.19        a new stream as the library starts it
 *     … means of the first second                10.6 %  24/71               what live streams do (`Listener`)
 *     … means of the whole clip                  10.0 %  20/71   0.15        what streams without partials do
 *     -lw 4 / 5 / 5.5 / 6.5 (default) / 8        10.8 / 9.7 / 8.8 / 10.0 / worse
 *     -lw 5 -topn 2 / 3 / 4 (default)            9.7 / 9.5 / 9.7
 *     -lw 5 -maxhmmpf 5000 / 3000                9.8 / 10.1              0.17 / 0.15
 *     -lw 5, narrower beams (1e-40, 1e-24)       11.0                    0.13
 *     -lw 5, wider beams, -pl_window 8           9.7, slower
 *     -lw 5 -wip 0.3 / 0.9, -ds 2, -bestpath no  worse
 *     -lw 5 -remove_noise no                     9.3 on clean speech: kept on, for speech that is not clean
 */
export const languageWeight = 5.5

/** Arguments of every decoder, whatever model it serves. */
export const searchArguments: readonly string[] = Object.freeze([
  ...['-lw', String(languageWeight), '-fwdflatlw', '7', '-bestpathlw', '8'],
  ...['-topn', '3'],
  // Three times what clean speech needs: a bound on what noise can cost.
  ...['-maxhmmpf', '10000']
])
