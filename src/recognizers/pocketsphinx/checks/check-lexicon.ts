/** A strict check of a model's lexicon, before a decoder is given its words. @module */
import { ModelUnusable } from '../../errors.ts'
import { fileLines } from './file-lines.ts'

const LIMITS = { fileBytes: 64 * 2 ** 20, lineBytes: 4096 }
const MAX_PHONES = 200
const MAX_WORD_LENGTH = 256
/** `tomato(2)`; sentence marks and fillers are the base model's alone. */
const WORD = /^[^<[+(\s\p{Cc}][^\s\p{Cc}\ufffd]*$/u

/**
 * A line is `word PHONE PHONE …`, separated by spaces; a word has each pronunciation once.
 * @throws ModelUnusable naming file, line, what was found and what is accepted
 */
export function checkLexicon(path: string, phones: ReadonlySet<string>): void {
  const seen = new Set<string>()
  let number = 0
  for (const line of fileLines(path, 'lexicon', LIMITS)) {
    number++
    if (line.trim() === '') continue
    const [word = '', ...said] = line.trim().split(/[ \t]+/)
    const where = `The lexicon ${path}, line ${number}: the word ${JSON.stringify(word.slice(0, 80))}`
    if (word.length > MAX_WORD_LENGTH || !WORD.test(word)) {
      throw new ModelUnusable(
        `${where} is not accepted: a word has at most ${MAX_WORD_LENGTH} characters, begins with none of < [ + ( and has no control characters`
      )
    }
    if (seen.has(word))
      throw new ModelUnusable(`${where} has a line already; further ways to say it are "${word}(2)"`)
    seen.add(word)
    if (said.length === 0 || said.length > MAX_PHONES) {
      throw new ModelUnusable(`${where} has ${said.length} phones; 1 to ${MAX_PHONES} are accepted`)
    }
    const unknown = said.find((phone) => !phones.has(phone))
    if (unknown === undefined) continue
    const list = [...phones].sort().join(' ')
    throw new ModelUnusable(
      `${where} uses the phone ${JSON.stringify(unknown.slice(0, 80))}; the base model has ${list}`
    )
  }
}
