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
 * recognized, and leaving 55,000 of them out saves each decoder a fifth of its memory and half of its start. The
 * path answered leads to a file already unlinked: it lives and dies with this process.
 */
export function dictionaryOf(path: string, isKnown: (word: string) => boolean): string {
  const whole = readFileSync(path)
  const kept = Buffer.alloc(whole.length + 1)
  let length = 0
  for (const { word, start, end } of linesOf(whole)) {
    if (!isKnown(withoutVariant(word))) continue
    length += whole.copy(kept, length, start, end)
    length = kept.writeUInt8(NEW_LINE, length)
  }
  const made = join(tmpdir(), `vernacular-${process.pid}-${randomUUID()}.dict`)
  writeFileSync(made, kept.subarray(0, length), { mode: 0o600 })
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

const NEW_LINE = 10
const SPACE = 32

function* entriesOf(path: string): Iterable<Pronunciation> {
  const whole = readFileSync(path)
  for (const { word, start, end } of linesOf(whole)) {
    yield { word, phones: whole.toString('utf8', start + Buffer.byteLength(word), end).trim() }
  }
}

/**
 * The entries of a dictionary file and where their lines lie. Read from the bytes, one line alive at a time: 134,723
 * lines as strings cost each child 60 MB that the heap did not give back.
 */
function* linesOf(whole: Buffer): Iterable<{ word: string; start: number; end: number }> {
  for (let start = 0; start < whole.length; ) {
    const newLine = whole.indexOf(NEW_LINE, start)
    const end = newLine < 0 ? whole.length : newLine
    const space = whole.indexOf(SPACE, start)
    if (space > start && space < end) yield { word: whole.toString('utf8', start, space), start, end }
    start = end + 1
  }
}
