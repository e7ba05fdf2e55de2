/** Models that expect a given text: a small language model, and a lexicon of further words. @module */
import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { saveArpa, trainLanguageModel } from '../../speech/language-model/index.ts'
import type { Phones } from '../../speech/pronunciation/index.ts'
import type { TextAdapter } from '../capabilities/index.ts'
import { ngramGmmCustomization, ngramGmmParts } from './customization.ts'

export const textAdapter: TextAdapter = {
  async adapt(model, { text, pronunciations = new Map() }, { folder, signal }) {
    const options = signal ? { signal } : {}
    const parts = ngramGmmParts(model)
    const name = randomUUID()
    const arpaPath = join(folder, `${name}.arpa`)
    if (text) await saveArpa(await trainLanguageModel(text.sentences, options), arpaPath, options)
    const lines = lexiconLines(pronunciations)
    const lexiconPath = join(folder, `${name}.lexicon`)
    if (lines !== '') {
      const own = parts.lexiconPath === undefined ? '' : await readFile(parts.lexiconPath, 'utf8')
      await writeFile(lexiconPath, `${own}${own === '' || own.endsWith('\n') ? '' : '\n'}${lines}`)
    }
    return {
      base: model.base,
      custom: ngramGmmCustomization({
        ...parts,
        ...(text ? { languageModel: { arpaPath, weight: text.weight } } : {}),
        ...(lines === '' ? {} : { lexiconPath })
      })
    }
  }
}

const lexiconLines = (pronunciations: ReadonlyMap<string, readonly Phones[]>): string =>
  [...pronunciations]
    .flatMap(([word, variants]) =>
      variants.map((phones, index) => `${index === 0 ? word : `${word}(${index + 1})`} ${phones.join(' ')}\n`)
    )
    .join('')
