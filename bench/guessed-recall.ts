/**
 * How many names are recognized by guessed pronunciations, and how many ways of each are worth a place in the lexicon?
 * Learnt guesses alone, and with the rules of
 * espeak-ng beside them. Words of the base dictionary are held out and go by other names; a model of text holds them, and three synthetic voices of
 * flite speak them from the phones that the dictionary has.
 * Run: `npx tsx bench/guessed-recall.ts [words]`.
 * @module
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recognizeFiles } from '../src/recognizers/index.ts'
import { createPocketSphinxEngine, ngramGmmCustomization } from '../src/recognizers/pocketsphinx/index.ts'
import { saveArpa, trainLanguageModel } from '../src/speech/language-model/index.ts'
import {
  G2pModel,
  type Lexicon,
  MAX_PRONUNCIATIONS_PER_WORD,
  PHONES,
  type Phones,
  predictPronunciations,
  type RankedPhones,
  readLexicon,
  spokenLanguageFor
} from '../src/speech/pronunciation/index.ts'
import { speakPhones } from '../src/training/pronunciation/speak-phones.ts'

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
const BASE = 'pocketsphinx-en-us'
const ENGLISH = spokenLanguageFor('en-US', PHONES)
const SENTENCES = ['please call X tomorrow', 'the X office is closed', 'show me the X']
const VOICES = ['slt', 'rms', 'awb'] as const
const WEIGHT = 0.5

/** Which guesses go into the lexicon: of what was learned, or of that with the second opinion. */
const CHOICES: readonly Readonly<{ name: string; second: boolean; least: number; most: number }>[] = [
  { name: 'the first', second: false, least: 1, most: 1 },
  { name: 'up to 4 from 0.08', second: false, least: 0.08, most: 4 },
  { name: 'up to 6 from 0.03', second: false, least: 0.03, most: 6 },
  { name: 'both, the first', second: true, least: 1, most: 1 },
  { name: 'both, up to 4 from 0.08', second: true, least: 0.08, most: 4 },
  { name: 'both, up to 6 from 0.03', second: true, least: 0.03, most: 6 }
]

async function main(count: number, scratch: string): Promise<void> {
  const dictionary = readLexicon((await readFile(DICTIONARY, 'utf8')).split('\n'))
  const plain = [...dictionary.keys()].filter((word) => /^[a-z]{5,}$/.test(word))
  const held = plain.filter((_, index) => index % Math.floor(plain.length / count) === 3).slice(0, count)
  const model = trainModel(dictionary, new Set(held))
  const reference = (word: string): Phones => dictionary.get(word)?.[0] ?? []
  const paths: string[] = []
  for (const [index, word] of held.entries()) {
    const sentence = (SENTENCES[index % SENTENCES.length] ?? '').replace('X', word)
    const path = join(scratch, `${index}.wav`)
    const voice = VOICES[Math.floor(index / 2) % VOICES.length] ?? 'slt'
    await writeFile(path, await speakPhones(sentence.split(' ').flatMap(reference), voice, ENGLISH))
    paths.push(path)
  }
  const text = held.flatMap((word) => SENTENCES.map((one) => one.replace('X', alias(word)).split(' ')))
  const arpaPath = join(scratch, 'text.arpa')
  await saveArpa(await trainLanguageModel(text), arpaPath)
  const engine = await createPocketSphinxEngine({ children: 1 })
  const { ranked: both } = await predictPronunciations(held, { model, language: ENGLISH })
  for (const { name, second, least, most } of CHOICES) {
    const lexiconPath = join(scratch, `${name}.dict`)
    const rankedOf = (word: string): readonly RankedPhones[] =>
      (second ? both.get(word) : model?.pronounce(word, MAX_PRONUNCIATIONS_PER_WORD)) ?? []
    const variants = held.map((word) =>
      rankedOf(word)
        .filter(({ probability }, place) => place === 0 || probability >= least)
        .slice(0, most)
    )
    await writeFile(
      lexiconPath,
      held.map((word, index) => entries(alias(word), variants[index] ?? [])).join('')
    )
    const custom = ngramGmmCustomization({ languageModel: { arpaPath, weight: WEIGHT }, lexiconPath })
    const recognized = await recognizeFiles(engine, { base: BASE, custom }, paths, {
      signal: new AbortController().signal
    })
    const found = held.filter((word, index) => recognized[index]?.text.split(' ').includes(alias(word)))
    const each = variants.reduce((sum, some) => sum + some.length, 0) / held.length
    console.log(`${name.padEnd(24)} ${each.toFixed(2)} ways a word, heard ${found.length} of ${held.length}`)
  }
  await engine.close()
}

const alias = (word: string): string => `xx${word}`
const entries = (word: string, variants: readonly RankedPhones[]): string =>
  variants
    .map(({ phones }, index) => `${index === 0 ? word : `${word}(${index + 1})`} ${phones.join(' ')}\n`)
    .join('')

function trainModel(dictionary: Lexicon, held: ReadonlySet<string>): G2pModel | undefined {
  const rest = [...dictionary].filter(([word]) => /^[a-z'.-]+$/.test(word) && !held.has(word))
  return G2pModel.train(rest.flatMap(([word, variants]) => variants.map((phones) => ({ word, phones }))))
}

const scratch = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
await main(Number(process.argv[2] ?? 90), scratch).finally(() => rm(scratch, { recursive: true }))
