/**
 * How fast text becomes lexical, and lexical words text again, and how fast two word lists are aligned. Run: `npx tsx bench/text.ts`
 * @module
 */
import { readFile } from 'node:fs/promises'
import { type DisplayRules, displayFormFor, parseFormattingRules } from '../src/speech/display/index.ts'
import { align } from '../src/speech/scoring/index.ts'
import { normalizerFor } from '../src/speech/text/index.ts'

const MEGABYTE = 1_000_000
const sentences = (await readFile(new URL('../examples/tidal/domain.txt', import.meta.url), 'utf8')).split(
  '\n'
)
const dense = [
  'On May 3, 2024 at 6:45 PM the invoice of $1,249.50 for 12 kg (3/4 of 16 kg) reached Dr. Torrance at 104 Elm Street.',
  'Call 1-800-555-0199 before the 22nd; 75% of the 1,500 units are at 18.5 °C, that is -0.5 °C below 2023.'
]

function speed(name: string, lines: readonly string[]): void {
  const normalizer = normalizerFor('en-US')
  let bytes = 0
  const start = performance.now()
  for (let i = 0; bytes < 2 * MEGABYTE; i++) {
    const line = lines[i % lines.length] ?? ''
    normalizer.apply(line)
    bytes += line.length + 1
  }
  const seconds = (performance.now() - start) / 1000
  console.log(`normalise, ${name}: ${(bytes / MEGABYTE / seconds).toFixed(1)} MB/s`)
}

speed('domain sentences', sentences)
speed('lines dense in numbers, dates and money', dense)

function displaySpeed(name: string, lines: readonly string[], rules?: DisplayRules): void {
  const normalizer = normalizerFor('en-US')
  const lexical = lines.map((line) => normalizer.apply(line).split(' '))
  const spoken = lexical.map((words) =>
    words.map((word, at) => ({ word, offsetTicks: at * 10, durationTicks: 8 }))
  )
  const american = displayFormFor('en-US')
  let count = 0
  const start = performance.now()
  for (let i = 0; count < 200_000; i++) {
    const line = spoken[i % spoken.length] ?? []
    american.format(line, {
      profanity: 'Masked',
      punctuation: 'DictatedAndAutomatic',
      ...(rules ? { rules } : {})
    })
    count += Math.max(1, line.length)
  }
  const seconds = (performance.now() - start) / 1000
  console.log(`display, ${name}: ${Math.round(count / seconds).toLocaleString('en-US')} words/s`)
}

displaySpeed('domain sentences', sentences)
displaySpeed('lines dense in numbers, dates and money', dense)

/** As many rules of each kind as a customer's file has, few of which match. */
const { rules } = parseFormattingRules([
  '#itn',
  ...Array.from({ length: 10 }, (_, at) => [
    `model${at}-\\d`,
    '\\d\\d{to>-}\\d\\d {K>cadence}',
    'JO:[5-7]00',
    '(AB|CD)-(\\d)+'
  ]).flat(),
  '#rewrite',
  ...Array.from({ length: 100 }, (_, at) => `word${at} end\tw${at}`),
  '#profanity',
  ...Array.from({ length: 50 }, (_, at) => `bad word${at}`)
])
displaySpeed("domain sentences, a customer's 190 rules", sentences, rules)

const words = (seed: number): string[] => Array.from({ length: 2000 }, (_, i) => `w${(i * seed) % 97}`)
const [reference, hypothesis] = [words(31), words(37)]
const start = performance.now()
align(reference, hypothesis)
console.log(`align 2,000 words with 2,000: ${Math.round(performance.now() - start)} ms`)
