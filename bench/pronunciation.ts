/**
 * How good are guessed pronunciations? Every fortieth word of a dictionary is held out, the model learns from the
 * rest, and its guesses are compared with what the dictionary has; beside it the rules of espeak-ng on the same words.
 * Run: `npx tsx bench/pronunciation.ts [dictionary] [locale]`; default the English base model's.
 * @module
 */
import { readFile } from 'node:fs/promises'
import {
  countPhoneErrors,
  type DictionaryEntry,
  G2pModel,
  MAX_PRONUNCIATIONS_PER_WORD,
  type Phones,
  pronounceByRules,
  spokenLanguageFor
} from '../src/speech/pronunciation/index.ts'

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
const HELD_OUT = 40

async function main(path: string, locale: string): Promise<void> {
  const dictionary = await read(path)
  const words = [...dictionary.keys()]
  const held = new Set(words.filter((word) => /^\p{L}+$/u.test(word)).filter((_, i) => i % HELD_OUT === 0))
  const entries: DictionaryEntry[] = [...dictionary]
    .filter(([word]) => !held.has(word))
    .flatMap(([word, variants]) => variants.map((phones) => ({ word, phones })))
  const started = performance.now()
  const model = G2pModel.train(entries)
  console.log(`learnt from         ${entries.length} entries in ${seconds(started)} s`)
  const startedAt = performance.now()
  const predicted = [...held].map(
    (word) => [word, model?.pronounce(word, MAX_PRONUNCIATIONS_PER_WORD) ?? []] as const
  )
  const first = new Map(predicted.flatMap(([word, [best]]) => (best ? [[word, best.phones] as const] : [])))
  console.log(
    `words held out      ${held.size}, ${((performance.now() - startedAt) / held.size).toFixed(2)} ms a word`
  )
  show('learnt', first, dictionary)
  for (const most of [2, 3, 4, MAX_PRONUNCIATIONS_PER_WORD]) {
    const right = predicted.filter(([word, pronunciations]) =>
      pronunciations.slice(0, most).some(({ phones }) => has(dictionary, word, phones))
    )
    console.log(`right among ${most}       ${percent(right.length, held.size)}`)
  }
  const language = spokenLanguageFor(locale, [...new Set([...dictionary.values()].flat(2))])
  if (language.espeak === undefined) return
  show('espeak-ng', (await pronounceByRules(held, { language })).phones, dictionary)
}

function show(name: string, predictions: ReadonlyMap<string, Phones>, dictionary: Dictionary): void {
  const { errors, phones, exactWords, words } = countPhoneErrors(predictions, dictionary)
  console.log(
    `${name.padEnd(12)} phone errors ${percent(errors, phones)}, words right ${percent(exactWords, words)}`
  )
}

type Dictionary = ReadonlyMap<string, readonly Phones[]>

async function read(path: string): Promise<Dictionary> {
  const variants = new Map<string, Phones[]>()
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const [name = '', ...phones] = line.trim().split(/\s+/)
    const word = name.replace(/\(\d+\)$/, '')
    if (phones.length > 0 && /^[\p{L}'.-]+$/u.test(word))
      variants.set(word, [...(variants.get(word) ?? []), phones])
  }
  return variants
}

const has = (dictionary: Dictionary, word: string, phones: Phones): boolean =>
  (dictionary.get(word) ?? []).some((known) => known.join(' ') === phones.join(' '))
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)

await main(process.argv[2] ?? DICTIONARY, process.argv[3] ?? 'en-US')
