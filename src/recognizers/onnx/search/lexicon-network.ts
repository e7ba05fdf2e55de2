/**
 * What a customization gives the search: a lexicon with its respellings, and an n-gram model of the customer's text beside
 * the general one of the base. One file, opened in milliseconds.
 * @module
 */
import { type ColumnFormat, type Columns, loadColumns, saveColumns } from './column-file.ts'
import { type NgramAutomaton, ngramFileColumns, readNgram } from './ngram.ts'
import { buildTrie, readTrie, type Spelling, type Trie, trieFileColumns } from './trie.ts'
import { decodeWords, encodeWords, readWords, type WordList, wordAt, wordFileColumns } from './word-list.ts'

export const NETWORK_FORMAT: ColumnFormat = { magic: 'VNLEXNET', version: 1 }

/** Ids of `<unk>`, `<s>` and `</s>` in every list of words. */
export const UNKNOWN_WORD = 0
export const SENTENCE_END_WORD = 2
const FIRST_WORD = 3

export class LexiconNetwork {
  readonly wordList: WordList
  readonly trie: Trie
  /** Of the customer's text; its words are numbered as those of the network. */
  readonly domain: NgramAutomaton | undefined
  /** By word: other spellings that lead to it. */
  readonly #respellings: ReadonlyMap<number, readonly string[]>

  constructor(
    wordList: WordList,
    trie: Trie,
    domain: NgramAutomaton | undefined,
    respellings: ReadonlyMap<number, readonly string[]>
  ) {
    this.wordList = wordList
    this.trie = trie
    this.domain = domain
    this.#respellings = respellings
  }

  get size(): number {
    return this.wordList.ends.length
  }

  get byteLength(): number {
    const words = this.wordList.text.byteLength + this.wordList.ends.byteLength
    return words + this.trie.byteLength + (this.domain?.byteLength ?? 0)
  }

  word(id: number): string {
    return wordAt(this.wordList, id)
  }

  words(): readonly string[] {
    return decodeWords(this.wordList)
  }

  respellingsOf(word: number): readonly string[] {
    return this.#respellings.get(word) ?? []
  }

  /** Words that have respellings. */
  respelledWords(): Iterable<number> {
    return this.#respellings.keys()
  }
}

/**
 * @param words begin with `<unk>`, `<s>` and `</s>`; each is once in the list
 * @param domain an automaton whose words are numbered as `words`
 * @param respellings other spellings, by word
 */
export function buildNetwork(
  words: readonly string[],
  domain: NgramAutomaton | undefined,
  respellings: ReadonlyMap<string, readonly string[]> = new Map()
): LexiconNetwork {
  const ids = new Map(words.map((word, id) => [word, id]))
  if (ids.size !== words.length) throw new RangeError('A word is listed twice')
  if (domain !== undefined && domain.wordCount !== words.length) {
    throw new RangeError(`The model numbers ${domain.wordCount} words, the lexicon has ${words.length}`)
  }
  const known = new Map<number, readonly string[]>()
  for (const [word, texts] of [...respellings].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const id = ids.get(word)
    if (id !== undefined && id >= FIRST_WORD && texts.length > 0) known.set(id, [...new Set(texts)].sort())
  }
  const further: Spelling[] = [...known].flatMap(([word, texts]) => texts.map((text) => ({ word, text })))
  const spelled = words.map((word, id) => (id < FIRST_WORD ? '' : word))
  const list = domain?.columns.words ?? encodeWords(words)
  return new LexiconNetwork(list, buildTrie(spelled, further), domain, known)
}

export async function saveNetwork(path: string, network: LexiconNetwork): Promise<void> {
  const respelled = [...network.respelledWords()].flatMap((word) =>
    network.respellingsOf(word).map((text) => ({ word, text }))
  )
  const texts = encodeWords(respelled.map(({ text }) => text))
  await saveColumns(path, NETWORK_FORMAT, {
    ...wordFileColumns(network.wordList),
    ...trieFileColumns(network.trie),
    'respelled.word': Int32Array.from(respelled, ({ word }) => word),
    'respelled.text': texts.text,
    'respelled.ends': texts.ends,
    ...(network.domain === undefined ? {} : ngramFileColumns(network.domain.columns, 'lm.'))
  })
}

/** @throws ColumnFileUnreadable; the error of the file system */
export async function loadNetwork(path: string): Promise<LexiconNetwork> {
  const columns = await loadColumns(path, NETWORK_FORMAT)
  const words = readWords(columns)
  if (words.ends.length < FIRST_WORD) throw columns.unreadable('the list of words has no special tokens')
  const trie = readTrie(columns, words.ends.length)
  const domain = columns.has('lm.arcWords') ? readNgram(columns, words, 'lm.') : undefined
  return new LexiconNetwork(words, trie, domain, readRespellings(columns, words.ends.length))
}

function readRespellings(columns: Columns, wordCount: number): ReadonlyMap<number, readonly string[]> {
  const words = columns.integers('respelled.word')
  const texts = decodeWords({
    text: columns.bytes('respelled.text'),
    ends: columns.integers('respelled.ends', words.length)
  })
  const found = new Map<number, string[]>()
  for (const [index, word] of words.entries()) {
    if (word < FIRST_WORD || word >= wordCount)
      throw columns.unreadable(`there is no word ${word} to respell`)
    const own = found.get(word)
    if (own === undefined) found.set(word, [texts[index] ?? ''])
    else own.push(texts[index] ?? '')
  }
  return found
}
