/** The decoders of one child: made for a model, reset for each stream, kept for the next one. @module */
import { existsSync } from 'node:fs'
import { ModelUnusable } from '../errors.ts'
import type { RecognitionModel } from '../recognizer.ts'
import { type BaseModelFiles, liveArguments, searchArguments } from './base-model.ts'
import { isWholeModel, ngramGmmParts } from './customization.ts'
import { dictionaryOf, lookUp, phonesOf, readLexicon } from './dictionary.ts'
import { arpaWords, type LanguageModelPart, LanguageModels, signatureOf } from './language-models.ts'
import {
  CEPSTRA,
  type Config,
  type Decoder,
  type FrontEnd,
  type Library,
  type NgramModel
} from './library.ts'
import type { PhraseModel } from './phrase-models.ts'

/** Unused decoders kept; each is about 50 MB. */
const IDLE_KEPT = 3

/** A decoder, lent to one stream at a time, with a front end of the same settings that listens ahead of it. */
export type DecoderLease = Readonly<{
  decoder: Decoder
  frontEnd: FrontEnd
  /** What normalization starts from, before anything was heard. */
  initialMean: Float32Array
  /** What words are expected by: the base, or its mixture with the model's own. */
  languageModel: NgramModel
  signature: string
  live: boolean
}>

export type DecoderOptions = Readonly<{
  /** Without the second pass: its answer would come later than its better words are worth. */
  live: boolean
  phrases?: PhraseModel | undefined
}>

export class Decoders {
  readonly #library: Library
  readonly #files: BaseModelFiles
  readonly #configs: Config
  readonly #dictionary: string
  readonly #phones: ReadonlySet<string>
  readonly #mixtures = new Map<string, { model: NgramModel; users: number }>()
  /** Longest idle first. */
  readonly #idle: DecoderLease[] = []
  readonly languageModels: LanguageModels

  constructor(library: Library, files: BaseModelFiles) {
    this.#library = library
    this.#files = files
    this.#configs = this.#config(files.acousticModel, files.dictionary)
    this.languageModels = new LanguageModels(library, files, this.#configs)
    this.#dictionary = dictionaryOf(files.dictionary, (word) => this.languageModels.knows(word))
    this.#phones = phonesOf(files.dictionary)
  }

  /** @throws ModelUnusable when a part of the model cannot be used */
  lend(model: RecognitionModel, options: DecoderOptions): DecoderLease {
    const signature = signatureOf(ngramGmmParts(model), options.phrases)
    const kept = this.#idle.findIndex((idle) => idle.signature === signature && idle.live === options.live)
    const [lease] = kept < 0 ? [this.#make(model, options, signature)] : this.#idle.splice(kept, 1)
    if (!lease) throw new Error('The decoder kept for this model is gone')
    return lease
  }

  /** Takes a decoder back, between utterances. */
  giveBack(lease: DecoderLease): void {
    this.#idle.push(lease)
    while (this.#idle.length > IDLE_KEPT) {
      const oldest = this.#idle.shift()
      if (oldest) this.#free(oldest)
    }
  }

  /** Frees a decoder that failed: what state it is in nobody knows. */
  discard(lease: DecoderLease): void {
    this.#free(lease)
  }

  #make(model: RecognitionModel, { live, phrases }: DecoderOptions, signature: string): DecoderLease {
    const library = this.#library
    const { languageModel, lexiconPath, acoustic } = ngramGmmParts(model)
    const parts = [phrases, languageModel].filter((part) => part !== undefined)
    const lexicons = [lexiconPath, phrases?.lexiconPath].filter((path) => path !== undefined)
    for (const part of [...parts.map(({ arpaPath }) => arpaPath), ...lexicons, acoustic?.path]) {
      if (part !== undefined && !existsSync(part)) throw new ModelUnusable(`The model part ${part} is absent`)
    }
    const lexicon = lexicons.flatMap((path) => readLexicon(path, this.#phones))
    const words = parts.flatMap(({ arpaPath }) => arpaWords(arpaPath))
    const added = new Set(words.filter((word) => !this.languageModels.knows(word)))
    const pronunciations = [...(added.size > 0 ? lookUp(this.#files.dictionary, added) : []), ...lexicon]

    const acousticModel =
      acoustic && isWholeModel(acoustic.method) ? acoustic.path : this.#files.acousticModel
    const config = this.#config(acousticModel, this.#dictionary, live ? liveArguments : searchArguments)
    const decoder = library.initDecoder(config)
    library.freeConfig(config)
    if (!decoder) throw new ModelUnusable(`No decoder can be made of the acoustic model ${acousticModel}`)
    let mixture: NgramModel | undefined
    try {
      if (acoustic?.method === 'mllr') this.#transform(decoder, acoustic.path)
      this.#addWords(decoder, pronunciations)
      mixture = parts.length === 0 ? undefined : this.#mixture(parts, signature)
      const languageModel = mixture ?? this.languageModels.base
      library.setLanguageModel(decoder, 'words', languageModel)
      if (library.setSearch(decoder, 'words') < 0) {
        throw new ModelUnusable('The decoder does not take the language model')
      }
      const frontEnd = library.initFrontEnd(library.configOf(decoder))
      if (!frontEnd) throw new ModelUnusable(`No front end can be made of ${acousticModel}`)
      const initialMean = new Float32Array(CEPSTRA)
      library.cepstralMean(decoder, initialMean)
      return { decoder, frontEnd, initialMean, languageModel, signature, live }
    } catch (error) {
      library.freeDecoder(decoder)
      if (mixture) this.#releaseMixture(signature)
      throw error
    }
  }

  #transform(decoder: Decoder, path: string): void {
    const transform = this.#library.readTransform(path)
    if (!transform) throw new ModelUnusable(`The acoustic transform ${path} cannot be read`)
    this.#library.updateTransform(decoder, transform)
  }

  /**
   * Before the language model is set, and without telling it: with `update`, `ps_add_word` would give the word a
   * unigram in the base model that every decoder of the process shares. A variant needs its word: words go first.
   */
  #addWords(decoder: Decoder, pronunciations: readonly { word: string; phones: string }[]): void {
    const ordered = [
      ...pronunciations.filter(({ word }) => !word.endsWith(')')),
      ...pronunciations.filter(({ word }) => word.endsWith(')'))
    ]
    for (const { word, phones } of ordered) {
      // A word that is there already keeps its pronunciations and gains this one.
      let name = word
      for (let variant = 2; this.#library.lookUpWord(decoder, name) !== null; variant++) {
        name = `${word.replace(/\(\d+\)$/, '')}(${variant})`
      }
      if (this.#library.addWord(decoder, name, phones, 0) < 0) {
        throw new ModelUnusable(`The word "${word}" cannot be added with the phones "${phones}"`)
      }
    }
  }

  #mixture(parts: readonly LanguageModelPart[], signature: string): NgramModel {
    const found = this.#mixtures.get(signature)
    const mixture = found ?? { model: this.languageModels.mixture(parts), users: 0 }
    mixture.users++
    this.#mixtures.set(signature, mixture)
    return mixture.model
  }

  #free(lease: DecoderLease): void {
    this.#library.freeFrontEnd(lease.frontEnd)
    this.#library.freeDecoder(lease.decoder)
    this.#releaseMixture(lease.signature)
  }

  #releaseMixture(signature: string): void {
    const mixture = this.#mixtures.get(signature)
    if (mixture && --mixture.users === 0) {
      this.#mixtures.delete(signature)
      this.#library.freeNgramModel(mixture.model)
    }
  }

  #config(acousticModel: string, dictionary: string, search = searchArguments): Config {
    const config = this.#library.parseConfig(['-hmm', acousticModel, '-dict', dictionary, ...search])
    if (!config) throw new Error('The decoder settings are not understood by this version of PocketSphinx')
    return config
  }
}
