/** Pronunciations: the base model's dictionary file, and the lexicon of a custom model. @module */

import { randomUUID } from 'node:crypto'
import { openSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ModelUnusable } from '../errors.ts'

export type Pronunciation = Readonly<{ word: string; phones: string }>

/** `tomato(2)` is another way to say `tomato`. */
export const withoutVariant = (word: string): string => word.replace(/\(\d+\)$/, '')

/** The pronunciations in the dictionary at `path` of the words in `wanted`, variants included, in file order. */
export function lookUp(path: string, wanted: ReadonlySet<string>): Pronunciation[] {
  const found: Pronunciation[] = []
  for (const entry of entriesOf(path)) if (wanted.has(withoutVariant(entry.word))) found.push(entry)
  return found
}

/**
 * The dictionary cut to the words that `isKnown`: a word without a language model probability can never be
 * recognised, and leaving 55,000 of them out saves each decoder a fifth of its memory and half of its start. The
 * path answered leads to a file already unlinked: it lives and dies with this process.
 */
export function dictionaryOf(path: string, isKnown: (word: string) => boolean): string {
  const lines: string[] = []
  for (const { word, phones } of entriesOf(path)) {
    if (isKnown(withoutVariant(word))) lines.push(`${word} ${phones}\n`)
  }
  const made = join(tmpdir(), `vernacular-${process.pid}-${randomUUID()}.dict`)
  writeFileSync(made, lines.join(''), { mode: 0o600 })
  const descriptor = openSync(made, 'r')
  unlinkSync(made)
  return `/proc/self/fd/${descriptor}`
}

/** The phones that the dictionary at `path` is written with. */
export function phonesOf(path: string): ReadonlySet<string> {
  const phones = new Set<string>()
  for (const entry of entriesOf(path)) for (const phone of entry.phones.split(' ')) phones.add(phone)
  return phones
}

/**
 * Reads a lexicon of a custom model: `word PHONE PHONE …` a line, variants as `word(2)`; empty lines are skipped.
 * Throws `ModelUnusable` naming file, line, word and phone.
 */
export function readLexicon(path: string, accepted: ReadonlySet<string>): readonly Pronunciation[] {
  const text = readModelFile(path, 'lexicon')
  const entries: Pronunciation[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const [word, ...phones] = line.split(/\s+/).filter((part) => part !== '')
    if (word === undefined) continue
    const where = `The lexicon ${path}, line ${index + 1}: the word "${word}"`
    if (phones.length === 0) throw new ModelUnusable(`${where} has no phones`)
    for (const phone of phones) {
      if (!accepted.has(phone)) {
        const list = [...accepted].sort().join(' ')
        throw new ModelUnusable(`${where} uses the phone "${phone}"; the base model has ${list}`)
      }
    }
    entries.push({ word, phones: phones.join(' ') })
  }
  return entries
}

/** A text part of a model bundle. Throws `ModelUnusable` when it cannot be read. */
export function readModelFile(path: string, part: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ModelUnusable(
      `The ${part} ${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      { cause }
    )
  }
}

function* entriesOf(path: string): Iterable<Pronunciation> {
  for (const line of readModelFile(path, 'dictionary').split('\n')) {
    const space = line.indexOf(' ')
    if (space > 0) yield { word: line.slice(0, space), phones: line.slice(space + 1).trim() }
  }
}
