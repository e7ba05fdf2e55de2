/**
 * Parses structured text line by line: the documented subset of the Bot Framework's `.lu` syntax. Each line becomes a parsed
 * line or an error; the content of a line never makes it throw.
 * @module
 */

import { isUnknownPhone, type Phones, phonesOfUps } from '../pronunciation/index.ts'
import { DEFAULT_STRUCTURED_TEXT_LIMITS, type StructuredTextLimits } from './limits.ts'
import {
  correctedName,
  invalidLine,
  type LineError,
  type ParsedLine,
  quoteExcerpt,
  toClassName,
  unknownPhone
} from './parsed-line.ts'
import { CLASS_NAME, type Piece, parseReferences } from './references.ts'

type Block =
  | Readonly<{ type: 'class'; name: string }>
  | Readonly<{ type: 'lexicon' | 'section' | 'none' | 'unreadable' }>

/** Word processors replace the hyphen by these dashes and bullets. */
const bullet = /^[-*+\u2010-\u2015\u2022\u2212](?=\s|$|[^\s-])\s*/u
const MAX_CORRECTIONS = 8
const accepted = '@ list NAME =, @ speech:phoneticlexicon, # SECTION, - ITEM, or // comment'

export class StructuredTextParser {
  readonly #limits: StructuredTextLimits
  readonly #phoneSet: boolean
  #block: Block = { type: 'none' }
  readonly #items = new Map<string, number>()
  readonly #pronunciations = new Map<string, number>()
  #lexiconEntries = 0
  #sentences = 0
  /** False while a correction is tried. */
  #counting = true

  /** @param phoneSet whether the locale's phone set is supported: only that of English is published */
  constructor({
    limits = DEFAULT_STRUCTURED_TEXT_LIMITS,
    phoneSet = true
  }: Readonly<{ limits?: StructuredTextLimits; phoneSet?: boolean }> = {}) {
    this.#limits = limits
    this.#phoneSet = phoneSet
  }

  /** Lower-case names of the classes so far. */
  get classes(): ReadonlySet<string> {
    return new Set(this.#items.keys())
  }

  /** Parses the next line. @param line not blank, without its line end */
  line(line: string): ParsedLine {
    const result = this.#read(line)
    if (result.type !== 'invalid' || result.error.corrected === undefined) return result
    const { corrected: _, ...rest } = result.error
    return { type: 'invalid', error: { ...rest, ...this.#corrected(result.error.corrected) } }
  }

  /** A correction that is valid here, after further corrections if necessary; empty if there is none. */
  #corrected(line: string): Pick<LineError, 'corrected' | 'correctedAs'> {
    const block = this.#block
    this.#counting = false
    try {
      let correction: string | undefined = line
      for (let rounds = 0; rounds < MAX_CORRECTIONS && correction !== undefined; rounds++) {
        const result = this.#read(correction)
        if (result.type !== 'invalid') return { corrected: correction, correctedAs: result }
        correction = result.error.corrected
      }
      return {}
    } finally {
      this.#counting = true
      this.#block = block
    }
  }

  #read(line: string): ParsedLine {
    const indent = line.length - line.trimStart().length
    const text = line.trim()
    if (text.startsWith('//') || text.startsWith('>')) return { type: 'comment' }
    if (text.startsWith('@')) return this.#heading(text, indent + 1)
    if (text.startsWith('#')) return this.#section(text, indent + 1)
    const mark = bullet.exec(text)?.[0]
    if (mark === undefined) return this.#withoutBullet(text, indent + 1)
    return this.#entry(text.slice(mark.length), indent + mark.length + 1)
  }

  #heading(text: string, column: number): ParsedLine {
    if (/^@\s*speech\s*:\s*phonetic\s*lexicon\s*=?$/i.test(text)) {
      this.#block = { type: 'lexicon' }
      return { type: 'lexicon' }
    }
    const list = /^@\s*list\s+(\S.*)$/i.exec(text)
    // Lines after an invalid heading must not be added to the block before it.
    this.#block = { type: 'unreadable' }
    if (!list)
      return invalidLine(
        'HeadingUnreadable',
        column,
        quoteExcerpt(text),
        '@ list NAME = or @ speech:phoneticlexicon'
      )
    const head = list[1] ?? ''
    const name = withoutEqualsSign(head).toLowerCase()
    const nameColumn = column + text.length - head.length
    if (!CLASS_NAME.test(name))
      return invalidLine(
        'ClassNameInvalid',
        nameColumn,
        quoteExcerpt(name),
        'a name of letters, digits and underscores, such as: @ list food =',
        correctedName(name)
      )
    if (!this.#items.has(name) && this.#items.size === this.#limits.classes)
      return invalidLine(
        'TooManyClasses',
        nameColumn,
        `the class ${quoteExcerpt(name)}`,
        `${this.#limits.classes} classes`
      )
    if (this.#counting && !this.#items.has(name)) this.#items.set(name, 0)
    this.#block = { type: 'class', name }
    return { type: 'class', name }
  }

  #section(text: string, column: number): ParsedLine {
    const name = text.replace(/^#+\s*/, '')
    // The sentences of a section are valid whatever its name.
    this.#block = { type: 'section' }
    if (CLASS_NAME.test(name)) return { type: 'section', name }
    return invalidLine(
      'HeadingUnreadable',
      column,
      quoteExcerpt(text),
      'a section name of letters, digits and underscores, such as: # TrainingSentences',
      name.trim() === '' ? undefined : `# ${toClassName(name)}`
    )
  }

  #withoutBullet(text: string, column: number): ParsedLine {
    if (this.#block.type === 'none' || this.#block.type === 'unreadable')
      return invalidLine('HeadingUnreadable', column, quoteExcerpt(text), accepted)
    return invalidLine(
      'BulletMissing',
      column,
      quoteExcerpt(text),
      'a line that begins with "- "',
      `- ${text}`
    )
  }

  #entry(text: string, column: number): ParsedLine {
    const block = this.#block
    if (block.type === 'none' || block.type === 'unreadable')
      return invalidLine(
        'OutsideBlock',
        1,
        quoteExcerpt(text),
        block.type === 'none'
          ? 'a line under @ list NAME =, @ speech:phoneticlexicon or # SECTION'
          : 'lines under a valid heading; the one above is rejected'
      )
    if (text === '')
      return invalidLine('ItemEmpty', column, 'nothing after the hyphen', 'text after the hyphen')
    if (block.type === 'class') return this.#item(block.name, text, column)
    return block.type === 'lexicon' ? this.#pronunciation(text, column) : this.#sentence(text, column)
  }

  #item(name: string, text: string, column: number): ParsedLine {
    const brace = text.search(/[{}]/)
    if (brace >= 0)
      return invalidLine(
        'ReferenceUnreadable',
        column + brace,
        quoteExcerpt(text.slice(brace)),
        'plain text: an item cannot contain references'
      )
    const items = this.#items.get(name) ?? 0
    if (items === this.#limits.itemsPerClass)
      return invalidLine('TooManyItems', column, quoteExcerpt(text), `${items} items in a class`)
    if (this.#counting) this.#items.set(name, items + 1)
    return { type: 'item', className: name, text, column }
  }

  #sentence(text: string, column: number): ParsedLine {
    const pieces = parseReferences(text)
    if ('column' in pieces) {
      const at = pieces.column
      const corrected =
        pieces.meant === undefined
          ? undefined
          : `- ${text.slice(0, at - 1)}${pieces.meant}${text.slice(at - 1 + pieces.found.length)}`
      return invalidLine(
        'ReferenceUnreadable',
        column + at - 1,
        quoteExcerpt(pieces.found),
        'a reference {@NAME} to a class',
        corrected
      )
    }
    if (this.#sentences === this.#limits.sentences)
      return invalidLine('TooManySentences', column, quoteExcerpt(text), `${this.#sentences} sentences`)
    if (this.#counting) this.#sentences += 1
    return { type: 'sentence', text, pieces: pieces.map((piece) => placed(piece, column)), column }
  }

  #pronunciation(text: string, column: number): ParsedLine {
    if (!this.#phoneSet)
      return invalidLine(
        'PhoneSetMissing',
        column,
        quoteExcerpt(text),
        'no pronunciations: phonetic lexicons are only supported for English'
      )
    const slash = text.lastIndexOf('/')
    if (slash < 0)
      return invalidLine('SlashMissing', column, quoteExcerpt(text), 'WORD/PHONE PHONE, as in: - cat/k ae t')
    const word = text.slice(0, slash).trim()
    const written = text.slice(slash + 1).trim()
    if (word === '' || /\s/.test(word))
      return invalidLine(
        'LexiconWordInvalid',
        column,
        quoteExcerpt(word),
        'one word before the slash, without spaces'
      )
    if (written === '')
      return invalidLine(
        'PhonesEmpty',
        column + slash + 1,
        'nothing after the slash',
        'phones separated by spaces'
      )
    const phones = phonesOfUps(written.split(/\s+/))
    if (isUnknownPhone(phones)) return unknownPhone(text, written, column + slash + 1, phones)
    return this.#counted(word, phones, text, column)
  }

  #counted(word: string, phones: Phones, text: string, column: number): ParsedLine {
    const key = word.toLowerCase()
    const pronunciations = this.#pronunciations.get(key) ?? 0
    const { lexiconEntries, pronunciationsPerWord } = this.#limits
    if (pronunciations === pronunciationsPerWord)
      return invalidLine(
        'TooManyPronunciations',
        column,
        quoteExcerpt(text),
        `${pronunciations} pronunciations of a word`
      )
    if (this.#lexiconEntries === lexiconEntries)
      return invalidLine('TooManyLexiconEntries', column, quoteExcerpt(text), `${lexiconEntries} entries`)
    if (this.#counting) {
      this.#pronunciations.set(key, pronunciations + 1)
      this.#lexiconEntries += 1
    }
    return { type: 'pronunciation', word, phones, column }
  }
}

const placed = (piece: Piece, column: number): Piece =>
  'reference' in piece ? { ...piece, column: piece.column + column - 1 } : piece

/** `NAME =` → `NAME` */
function withoutEqualsSign(head: string): string {
  const text = head.trimEnd()
  return text.endsWith('=') ? text.slice(0, -1).trimEnd() : head
}
