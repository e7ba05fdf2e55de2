/** The base model that Debian's `pocketsphinx-en-us` installs, and the decoder settings chosen for it. @module */
import { join } from 'node:path'
import type { BaseModel } from '../engine.ts'

export type BaseModelFiles = Readonly<{
  acousticModel: string
  dictionary: string
  languageModel: string
}>

/** An n-gram language model and Gaussian mixtures. */
export const FAMILY = 'ngram-gmm'

/** A language model, a lexicon and Gaussian mixtures learn from text, pronunciations and audio alike. */
export const ADAPTS_WITH: BaseModel['adaptsWith'] = Object.freeze([
  'Language',
  'LanguageMarkdown',
  'Acoustic',
  'AudioFiles',
  'Pronunciation',
  'OutputFormatting'
])

export const ADAPTATION_OPTIONS: BaseModel['adaptationOptions'] = Object.freeze([
  'customModelWeightPercent',
  'datasetWeights'
])

/**
 * The release is the date of the installed files, which is that of their Debian package, 0.8+5prealpha+1-15: upstream
 * dates neither the acoustic nor the language model.
 */
export const baseModel: BaseModel = Object.freeze({
  name: 'pocketsphinx-en-us',
  locale: 'en-US',
  release: '20220928',
  description:
    'US English: phonetically tied Gaussian mixtures, 134,723 pronunciations, 72,547-word trigram language model',
  family: FAMILY,
  adaptsWith: ADAPTS_WITH,
  adaptationOptions: ADAPTATION_OPTIONS
})

export const baseModelDirectory = '/usr/share/pocketsphinx/model/en-us'

export const baseModelFiles = (directory: string): BaseModelFiles => ({
  acousticModel: join(directory, 'en-us'),
  dictionary: join(directory, 'cmudict-en-us.dict'),
  languageModel: join(directory, 'en-us.lm.bin')
})

/**
 * Chosen by word error rate on 611 words: the five human clips of `pocketsphinx-testdata` (71 words) and twelve
 * sentences read by four `flite` voices. About thirty settings were tried on these same words and none were held back,
 * so the figure of the choice flatters it, and differences under two points are within chance. Real-time factors are
 * of one core of a busy 2-core machine and good for nothing finer than +-20 %.
 *
 * Means of the library's start, decoded live:
 *     defaults                                   13.3 %  human 24/71   0.19 x real time
 *     -lw 5 / 8                                  10.0 / 15.9
 *     -ds 2; -topn 2; -bestpath no               14.7; 12.8; 14.2
 * Means of the clip's first second (what a live stream does, `Listener`): defaults 10.6, human 24/71
 * Means of the whole clip (about what a stream without partials does):
 *     defaults (-lw 6.5)                         10.0    human 20/71   0.15
 *     -lw 4 / 5 / 5.5                            10.8 / 9.7 / 8.8      human 17 / 15 / 15
 *     -lw 5, -topn 2 / 3                         9.7 / 9.5
 *     -lw 5, -maxhmmpf 5000 / 3000               9.8 / 10.1
 *     -lw 5, beams narrower / wider              11.0 / 9.7
 *     -lw 5.5 -topn 3 -maxhmmpf 4000 -maxwpf 20  9.0     human 15/71   the choice, for speed at no visible loss
 *     -lw 5.5 -topn 3, -fwdflat no               9.7
 *     -lw 5, -remove_noise no                    9.3; but with white noise 15 dB below the speech the choice makes
 *                                                77.9 % errors, and 84.5 % without noise removal: kept
 */
export const languageWeight = 5.5

/** Arguments of a decoder, whatever model it serves. */
export const searchArguments: readonly string[] = Object.freeze([
  ...['-lw', String(languageWeight), '-fwdflatlw', '7', '-bestpathlw', '8'],
  ...['-topn', '3'],
  // Clean speech loses nothing by these bounds on what noise can cost.
  ...['-maxhmmpf', '4000', '-maxwpf', '20']
])

/**
 * Arguments of a decoder that hears somebody live. The second pass over a phrase takes a third of a second of a core for
 * six seconds of speech, all of it after the phrase's end, while somebody waits; a wider first pass does as well and has
 * done its work by then. Live, phrases ended by `PhraseEnd`, on 494 words (ten human clips, 24 sentences of three `flite`
 * voices): two passes 13.4 % wrong, one 15.0, one with these bounds 13.0; for 8 % more processor time than two.
 */
export const liveArguments: readonly string[] = Object.freeze([
  ...['-lw', String(languageWeight), '-bestpathlw', '8'],
  ...['-fwdflat', 'no', '-topn', '4', '-maxhmmpf', '8000', '-maxwpf', '-1']
])
