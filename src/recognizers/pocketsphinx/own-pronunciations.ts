/** The words of a custom model's lexicon. @module */
import { readFile } from 'node:fs/promises'
import type { Phones } from '../../speech/pronunciation/index.ts'
import type { RecognitionModel } from '../recognizer.ts'
import { ngramGmmParts } from './customization.ts'
import { withoutVariant } from './dictionary.ts'

/** By word; empty for a base model. */
export async function ownPronunciations(
  model: RecognitionModel
): Promise<ReadonlyMap<string, readonly Phones[]>> {
  const { lexiconPath } = ngramGmmParts(model)
  const variants = new Map<string, Phones[]>()
  if (lexiconPath === undefined) return variants
  for (const line of (await readFile(lexiconPath, 'utf8')).split('\n')) {
    const [name = '', ...phones] = line.trim().split(/\s+/)
    const word = withoutVariant(name)
    if (phones.length > 0) variants.set(word, [...(variants.get(word) ?? []), phones])
  }
  return variants
}
