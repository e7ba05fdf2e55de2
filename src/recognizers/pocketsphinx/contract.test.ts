import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe } from 'vitest'
import { type CustomModels, engineContract } from '../contract/index.ts'
import { type NgramGmmParts, ngramGmmCustomization } from './customization.ts'
import { createPocketSphinxEngine } from './engine.ts'

const base = 'pocketsphinx-en-us'
const PHONES = 'Z AO R K AH L B IY'
const SENTENCES = ['please call zorkelby station before noon', 'zorkelby station is closed']

const modelOf = (parts: NgramGmmParts) => ({ base, custom: ngramGmmCustomization(parts) })

const custom: CustomModels = {
  async make(folder) {
    const arpaPath = join(folder, 'custom.arpa')
    const lexiconPath = join(folder, 'custom.lexicon')
    await writeFile(arpaPath, bigramArpa(SENTENCES))
    await writeFile(lexiconPath, `zorkelby ${PHONES}\n`)
    return modelOf({ languageModel: { arpaPath, weight: 0.5 }, lexiconPath })
  },
  async storedParts() {
    const languageModel = { file: 'custom.arpa', order: 2, smoothing: 'none', weight: 0.5, weightFrom: '' }
    return { languageModel, lexicon: { file: 'custom.lexicon' } }
  },
  async unusable(folder) {
    const absent = join(folder, 'absent.arpa')
    const text = join(folder, 'text.arpa')
    await writeFile(text, 'not a language model\n')
    const lexiconPath = join(folder, 'bad.lexicon')
    await writeFile(lexiconPath, `good ${PHONES}\nbad QX ${PHONES}\n`)
    return [
      { model: modelOf({ languageModel: { arpaPath: absent, weight: 0.5 } }), message: absent },
      { model: modelOf({ languageModel: { arpaPath: text, weight: 0.5 } }), message: text },
      { model: modelOf({ lexiconPath }), message: /line 2.*"bad".*"QX"/ }
    ]
  }
}

describe('PocketSphinx keeps the engine contract', () => {
  engineContract({
    make: (children, streamsPerChild) =>
      createPocketSphinxEngine({ children, ...(streamsPerChild === undefined ? {} : { streamsPerChild }) }),
    base,
    capabilities: ['acousticAdapter', 'aligner', 'phraseLists', 'pronouncer', 'textAdapter', 'textScorer'],
    custom
  })
})

/** The smallest language model of these sentences: maximum-likelihood bigrams, uniform unigrams to back off to. */
function bigramArpa(sentences: readonly string[]): string {
  const bigrams = new Map<string, Map<string, number>>()
  for (const sentence of sentences) {
    const words = ['<s>', ...sentence.split(' '), '</s>']
    for (const [index, word] of words.slice(1).entries()) {
      const before = words[index] ?? ''
      const after = bigrams.get(before) ?? new Map<string, number>()
      bigrams.set(before, after.set(word, (after.get(word) ?? 0) + 1))
    }
  }
  const vocabulary = [...new Set([...bigrams.keys(), '</s>'])]
  const unigram = Math.log10(1 / vocabulary.length).toFixed(4)
  const lines = [...bigrams].flatMap(([before, after]) => {
    const total = [...after.values()].reduce((sum, count) => sum + count, 0)
    return [...after].map(
      ([word, count]) => `${Math.log10((0.9 * count) / total).toFixed(4)} ${before} ${word}`
    )
  })
  return [
    '\\data\\',
    `ngram 1=${vocabulary.length}`,
    `ngram 2=${lines.length}`,
    '',
    '\\1-grams:',
    ...vocabulary.map((word) => `${unigram} ${word} -1.0000`),
    '',
    '\\2-grams:',
    ...lines,
    '',
    '\\end\\',
    ''
  ].join('\n')
}
