/**
 * Does audio choose the right pronunciation? Words of the base dictionary are held out and learned anew from the rest;
 * each is spoken from its dictionary phones by two synthetic voices of flite in a sentence of its own, and the variants
 * that the model thinks of are weighed by alignment.
 * Run: `npx tsx bench/heard-pronunciations.ts [words]`.
 * @module
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPocketSphinxEngine } from '../src/recognizers/pocketsphinx/index.ts'
import {
  G2pModel,
  type Lexicon,
  MAX_PRONUNCIATIONS_PER_WORD,
  PHONES,
  type Phones,
  readLexicon,
  spokenLanguageFor
} from '../src/speech/pronunciation/index.ts'
import { speakPhones } from '../src/training/pronunciation/speak-phones.ts'
import { chooseByAudio } from '../src/training/recipes/ngram-gmm/choose-pronunciations-by-audio.ts'

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
const ENGLISH = spokenLanguageFor('en-US', PHONES)
const BASE = 'pocketsphinx-en-us'

async function main(count: number, scratch: string): Promise<void> {
  const dictionary = readLexicon((await readFile(DICTIONARY, 'utf8')).split('\n'))
  const plain = [...dictionary.keys()].filter((word) => /^[a-z]{5,}$/.test(word))
  const held = plain.filter((_, index) => index % Math.floor(plain.length / count) === 0).slice(0, count)
  const model = trainModel(dictionary, new Set(held))
  // Under another name, or alignment would know what the dictionary has.
  const words = new Map(
    held.map((word) => [alias(word), model?.pronounce(word, MAX_PRONUNCIATIONS_PER_WORD) ?? []])
  )
  const reference = (word: string): Phones => dictionary.get(word)?.[0] ?? []
  const utterances = []
  for (const word of held) {
    for (const voice of ['slt', 'rms'] as const) {
      const audioPath = join(scratch, `${voice}-${word}.wav`)
      const sentence = ['please', 'say', word, 'again']
      await writeFile(audioPath, await speakPhones(sentence.flatMap(reference), voice, ENGLISH))
      const lexical = sentence.map((one) => (one === word ? alias(word) : one))
      utterances.push({ id: audioPath, audioPath, reference: '', words: lexical, durationTicks: 0 })
    }
  }
  const engine = await createPocketSphinxEngine({ children: 1 })
  const signal = new AbortController().signal
  const work = { engine, base: BASE, utterances, words, lexiconText, scratch, signal }
  const chosen = await chooseByAudio(work).finally(() => engine.close())
  const right = (what: string, variants: (word: string) => readonly Phones[]): void => {
    const found = held.filter((word) =>
      variants(word).some((variant) => variant.join(' ') === reference(word).join(' '))
    )
    console.log(`${what.padEnd(36)} ${found.length} of ${held.length}`)
  }
  const predictions = (word: string): readonly Phones[] =>
    (words.get(alias(word)) ?? []).map(({ phones }) => phones)
  const chosenVariants = (word: string): readonly Phones[] =>
    chosen.get(alias(word))?.variants ?? predictions(word)
  right('first guess from the spelling', (word) => predictions(word).slice(0, 1))
  right('first after the audio', (word) => chosenVariants(word).slice(0, 1))
  right('kept after the audio', chosenVariants)
  right('among what was weighed', predictions)
}

const alias = (word: string): string => `held-out-${word}`

function trainModel(dictionary: Lexicon, held: ReadonlySet<string>): G2pModel | undefined {
  const rest = [...dictionary].filter(([word]) => /^[a-z'.-]+$/.test(word) && !held.has(word))
  return G2pModel.train(rest.flatMap(([word, variants]) => variants.map((phones) => ({ word, phones }))))
}

const lexiconText = (words: ReadonlyMap<string, readonly Phones[]>): string =>
  [...words]
    .flatMap(([word, variants]) =>
      variants.map((phones, index) => `${index === 0 ? word : `${word}(${index + 1})`} ${phones.join(' ')}\n`)
    )
    .join('')

const scratch = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
await main(Number(process.argv[2] ?? 80), scratch).finally(() => rm(scratch, { recursive: true }))
