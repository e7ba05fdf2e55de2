/** Model bundles that a service should take, and the ways in which others break them. @module */
import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'

export type BundleFiles = Readonly<{ [name: string]: string | Uint8Array }>

const WORDS = ['grapnel', 'mooring', 'chain', 'regatta']

/** Each word as likely as the others, each before each. */
export function arpaOf(words: readonly string[] = WORDS): string {
  const all = ['<s>', '</s>', '<unk>', ...words]
  const pairs = words.flatMap((a) => words.map((b) => `-0.602060\t${a} ${b}`))
  return [
    '\\data\\',
    `ngram 1=${all.length}`,
    `ngram 2=${pairs.length}`,
    '',
    '\\1-grams:',
    ...all.map((word) => `${word === '<s>' ? '-99' : '-0.845098'}\t${word}\t-0.301030`),
    '',
    '\\2-grams:',
    ...pairs,
    '',
    '\\end\\',
    ''
  ].join('\n')
}

/** The transform that changes nothing, for streams of these lengths. */
export function mllrOf(lengths: readonly number[] = [13, 13, 13], classes = 1): string {
  const row = (length: number, at: number): string =>
    Array.from({ length }, (_, column) => (column === at ? '1.000000' : '0.000000')).join(' ')
  const stream = (length: number): string[] => [
    String(length),
    ...Array.from({ length: classes }).flatMap(() => [
      ...Array.from({ length }, (_, at) => row(length, at)),
      row(length, -1),
      Array.from({ length }, () => '1.000000').join(' ')
    ])
  ]
  return `${[String(classes), String(lengths.length), ...lengths.flatMap(stream)].join('\n')}\n`
}

export const recipeOf = (changes: object = {}): string =>
  JSON.stringify({
    format: 1,
    locale: 'en-US',
    base: 'pocketsphinx-en-us',
    datasets: [],
    normaliser: { version: '1', steps: [] },
    languageModel: {
      file: 'language-model.arpa',
      order: 2,
      smoothing: 'none',
      weight: 0.5,
      weightFrom: 'request'
    },
    lexicon: { file: 'lexicon.dict' },
    tools: { vernacular: '0.1.0' },
    ...changes
  })

/** What version 0.1 would have written: no checksums. */
export const goodBundle = (changes: BundleFiles = {}): BundleFiles => ({
  'entity.json': JSON.stringify({ format: 1, displayName: 'mooring' }),
  'bundle/display.json': '{}\n',
  'bundle/language-model.arpa': arpaOf(),
  'bundle/lexicon.dict': 'grapnel G R AE P N AH L\n',
  'bundle/model.json': recipeOf(),
  'bundle/report.json': '{}\n',
  ...changes
})

export const withTransform = (text: string): BundleFiles =>
  goodBundle({
    'bundle/acoustic/mllr': text,
    'bundle/model.json': recipeOf({ acoustic: { file: 'acoustic/mllr', method: 'mllr' } })
  })

const BASE_ACOUSTICS = '/usr/share/pocketsphinx/model/en-us/en-us'

/** A whole acoustic model, the base's own but for some files. */
export function withAcousticModel(changes: BundleFiles = {}): BundleFiles {
  const parts = ['mdef', 'feat.params', 'noisedict', 'variances', 'transition_matrices', 'means', 'sendump']
  const files = Object.fromEntries(
    parts.map((part) => [`bundle/acoustic/map/${part}`, readFileSync(`${BASE_ACOUSTICS}/${part}`)])
  )
  const recipe = recipeOf({ acoustic: { file: 'acoustic/map', method: 'map' } })
  return goodBundle({ ...files, 'bundle/model.json': recipe, ...changes })
}

export const zipOf = (files: BundleFiles): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name,
          typeof content === 'string' ? new TextEncoder().encode(content) : content
        ])
      )
    )
  )

/** Bundles that end a decoder of version 0.1, or make it say what the model does not. */
export const hostileBundles: Readonly<Record<string, BundleFiles>> = {
  'a halved ARPA': goodBundle({ 'bundle/language-model.arpa': arpaOf().slice(0, arpaOf().length / 2) }),
  'a count of two thousand million': goodBundle({
    'bundle/language-model.arpa': arpaOf().replace(/ngram 1=\d+/, 'ngram 1=2147483647')
  }),
  'fifty-nine orders': goodBundle({
    'bundle/language-model.arpa': arpaOf().replace(
      /(ngram 2=\d+)/,
      `$1${Array.from({ length: 57 }, (_, at) => `\nngram ${at + 3}=9`).join('')}`
    )
  }),
  'a negative count': goodBundle({
    'bundle/language-model.arpa': arpaOf().replace(/ngram 2=\d+/, 'ngram 2=-7')
  }),
  'a transform of other sizes': withTransform(mllrOf([39])),
  'a transform of huge sizes': withTransform(mllrOf().replace('13', '2000000')),
  'a transform cut off': withTransform(mllrOf().slice(0, 900)),
  'means of other sizes': withAcousticModel({
    'bundle/acoustic/map/means': changed(readFileSync(`${BASE_ACOUSTICS}/means`), (bytes) =>
      bytes.writeInt32LE(4000, 44)
    )
  }),
  'means cut off': withAcousticModel({
    'bundle/acoustic/map/means': readFileSync(`${BASE_ACOUSTICS}/means`).subarray(0, 400_000)
  }),
  'mixture weights cut off': withAcousticModel({
    'bundle/acoustic/map/sendump': readFileSync(`${BASE_ACOUSTICS}/sendump`).subarray(0, 600_000)
  }),
  'a damaged model definition': withAcousticModel({
    'bundle/acoustic/map/mdef': changed(readFileSync(`${BASE_ACOUSTICS}/mdef`), (bytes) =>
      bytes.fill(0xff, 5000, 9000)
    )
  })
}

function changed(bytes: Buffer, change: (bytes: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes)
  change(copy)
  return copy
}
