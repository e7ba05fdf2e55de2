/**
 * How good are guessed pronunciations? Guesses a sample of the base dictionary's own words and compares.
 * Run: `npx tsx bench/pronunciation.ts [words]`.
 * @module
 */

import { readFile } from 'node:fs/promises'
import { countPhoneErrors, graphemesToPhones, readLexicon } from '../src/speech/pronunciation/index.ts'

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'

async function main(sampleSize: number): Promise<void> {
  const dictionary = readLexicon((await readFile(DICTIONARY, 'utf8')).split('\n'))
  const words = [...dictionary.keys()].filter((word) => /^[a-z]+$/.test(word))
  const step = Math.max(1, Math.floor(words.length / sampleSize))
  const sample = words.filter((_, i) => i % step === 0)
  const begun = performance.now()
  const { phones, spelled } = await graphemesToPhones(sample)
  const took = performance.now() - begun
  const result = countPhoneErrors(phones, dictionary)
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`
  console.log(`words sampled       ${result.words} of ${words.length}`)
  console.log(`phone error rate    ${percent(result.errors, result.phones)}`)
  console.log(`words exactly right ${percent(result.exactWords, result.words)}`)
  console.log(`spelled by letters  ${spelled.length}`)
  console.log(`time a word         ${(took / sample.length).toFixed(2)} ms`)
}

await main(Number(process.argv[2] ?? 12_000))
