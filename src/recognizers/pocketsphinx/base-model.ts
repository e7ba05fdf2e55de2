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

export const languageWeight = 6.5
export const insertionPenalty = 0.65

/** Arguments of every decoder, whatever model it serves. */
export const searchArguments: readonly string[] = Object.freeze([
  '-lw',
  String(languageWeight),
  '-wip',
  String(insertionPenalty)
])
