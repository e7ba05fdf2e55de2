/**
 * Structured text line by line: the documented subset of the Bot Framework's `.lu` syntax. Knows where it is in the
 * file and says of each line what it is, or what is wrong with it; never throws for what a line holds.
 * @module
 */

import { isUnknownPhone, type Phones, phonesOfUps } from '../pronunciation/index.ts'
import { type StructuredTextLimits, structuredTextLimits } from './limits.ts'
import {
  correctedName,
  fault,
  type LineFault,
  nameFrom,
  type StructuredVerdict,
  shown,
  unknownPhone
} from './line-faults.ts'
import { className, type Piece, parseReferences } from './references.ts'

type Block =
  | Readonly<{ type: 'class'; name: string }>
  | Readonly<{ type: 'lexicon' | 'section' | 'none' | 'unreadable' }>

/** Dashes and bullets that word processors put in place of the hyphen are understood. */
const bullet = /^[-*+\u2010-\u2015\u2022\u2212](?=\s|$|[^\s-])\s*/u
const MOST_CORRECTIONS = 8
const accepted = '@ list NAME =, @ speech:phoneticlexicon, # SECTION, - ITEM, or // comment'

export class StructuredTextParser {
  readonly #limits: StructuredTextLimits
  readonly #phoneSet: boolean
  #block: Block = { type: 'none' }
  readonly #items = new Map<string, number>()
  readonly #ways = new Map<string, number>()
  #lexiconEntries = 0
  #sentences = 0
  /** Not while a correction is tried out. */
  #counting = true

  /** @param phoneSet whether pronunciations of this locale can be read: the phones of English are known, no others */
  constructor({
    limits = structuredTextLimits,
    phoneSet = true
  }: Readonly<{ limits?: StructuredTextLimits; phoneSet?: boolean }> = {}) {
    this.#limits = limits
    this.#phoneSet = phoneSet
  }

  /** Names of the classes so far, in lower case. */
  get classes(): ReadonlySet<string> {
    return new Set(this.#items.keys())
  }

  /** The next line that is not blank; without its line end. */
  line(line: string): StructuredVerdict {
    const verdict = this.#read(line)
    if (verdict.type !== 'fault' || verdict.fault.corrected === undefined) return verdict
    const { corrected: _, ...rest } = verdict.fault
    return { type: 'fault', fault: { ...rest, ...this.#corrected(verdict.fault.corrected) } }
  }

  /** A correction that would be accepted here, itself corrected where need be; else none is worth offering. */
  #corrected(line: string): Pick<LineFault, 'corrected' | 'correctedAs'> {
    const block = this.#block
    this.#counting = false
    try {
      let correction: string | undefined = line
      for (let rounds = 0; rounds < MOST_CORRECTIONS && correction !== undefined; rounds++) {
        const verdict = this.#read(correction)
        if (verdict.type !== 'fault') return { corrected: correction, correctedAs: verdict }
        correction = verdict.fault.corrected
      }
      return {}
    } finally {
      this.#counting = true
      this.#block = block
    }
  }

  #read(line: string): StructuredVerdict {
    const indent = line.length - line.trimStart().length
    const text = line.trim()
    if (text.startsWith('//') || text.startsWith('>')) return { type: 'comment' }
    if (text.startsWith('@')) return this.#heading(text, indent + 1)
    if (text.startsWith('#')) return this.#section(text, indent + 1)
    const mark = bullet.exec(text)?.[0]
    if (mark === undefined) return this.#withoutBullet(text, indent + 1)
    return this.#entry(text.slice(mark.length), indent + mark.length + 1)
  }

  #heading(text: string, column: number): StructuredVerdict {
    if (/^@\s*speech\s*:\s*phonetic\s*lexicon\s*=?$/i.test(text)) {
      this.#block = { type: 'lexicon' }
      return { type: 'lexicon' }
    }
    const list = /^@\s*list\s+(.*)$/i.exec(text)
    // What follows belongs to a heading that nobody can read: it must not go to the block before.
    this.#block = { type: 'unreadable' }
    if (!list)
      return fault('HeadingUnreadable', column, shown(text), '@ list NAME = or @ speech:phoneticlexicon')
    const head = list[1] ?? ''
    const name = head.replace(/\s*=\s*$/, '').toLowerCase()
    const nameColumn = column + text.length - head.length
    if (!className.test(name))
      return fault(
        'ClassNameInvalid',
        nameColumn,
        shown(name),
        'a name of letters, digits and underscores, as in: @ list food =',
        correctedName(name)
      )
    if (!this.#items.has(name) && this.#items.size === this.#limits.classes)
      return fault(
        'TooManyClasses',
        nameColumn,
        `the class ${shown(name)}`,
        `${this.#limits.classes} classes`
      )
    if (this.#counting && !this.#items.has(name)) this.#items.set(name, 0)
    this.#block = { type: 'class', name }
    return { type: 'class', name }
  }

  #section(text: string, column: number): StructuredVerdict {
    const name = text.replace(/^#+\s*/, '')
    // Its sentences are good whatever it is called.
    this.#block = { type: 'section' }
    if (className.test(name)) return { type: 'section', name }
    return fault(
      'HeadingUnreadable',
      column,
      shown(text),
      'a section named by letters, digits and underscores, as in: # TrainingSentences',
      name.trim() === '' ? undefined : `# ${nameFrom(name)}`
    )
  }

  #withoutBullet(text: string, column: number): StructuredVerdict {
    if (this.#block.type === 'none' || this.#block.type === 'unreadable')
      return fault('HeadingUnreadable', column, shown(text), accepted)
    return fault('BulletMissing', column, shown(text), 'a line that begins with "- "', `- ${text}`)
  }

  #entry(text: string, column: number): StructuredVerdict {
    const block = this.#block
    if (block.type === 'none' || block.type === 'unreadable')
      return fault(
        'OutsideBlock',
        1,
        shown(text),
        block.type === 'none'
          ? 'lines that follow @ list NAME =, @ speech:phoneticlexicon or # SECTION'
          : 'lines under a heading that can be read; the one above is refused'
      )
    if (text === '') return fault('ItemEmpty', column, 'nothing after the hyphen', 'text after the hyphen')
    if (block.type === 'class') return this.#item(block.name, text, column)
    return block.type === 'lexicon' ? this.#pronunciation(text, column) : this.#sentence(text, column)
  }

  #item(name: string, text: string, column: number): StructuredVerdict {
    const brace = text.search(/[{}]/)
    if (brace >= 0)
      return fault(
        'ReferenceUnreadable',
        column + brace,
        shown(text.slice(brace)),
        'plain text: an item holds no references'
      )
    const items = this.#items.get(name) ?? 0
    if (items === this.#limits.itemsPerClass)
      return fault('TooManyItems', column, shown(text), `${items} items in a class`)
    if (this.#counting) this.#items.set(name, items + 1)
    return { type: 'item', className: name, text, column }
  }

  #sentence(text: string, column: number): StructuredVerdict {
    const pieces = parseReferences(text)
    if ('column' in pieces) {
      const at = pieces.column
      const corrected =
        pieces.meant === undefined
          ? undefined
          : `- ${text.slice(0, at - 1)}${pieces.meant}${text.slice(at - 1 + pieces.found.length)}`
      return fault(
        'ReferenceUnreadable',
        column + at - 1,
        shown(pieces.found),
        'a reference {@NAME} to a class',
        corrected
      )
    }
    if (this.#sentences === this.#limits.sentences)
      return fault('TooManySentences', column, shown(text), `${this.#sentences} sentences`)
    if (this.#counting) this.#sentences += 1
    return { type: 'sentence', text, pieces: pieces.map((piece) => placed(piece, column)), column }
  }

  #pronunciation(text: string, column: number): StructuredVerdict {
    if (!this.#phoneSet)
      return fault(
        'PhoneSetMissing',
        column,
        shown(text),
        'no pronunciations: the phones of this language are not published; those of English are'
      )
    const slash = text.lastIndexOf('/')
    if (slash < 0) return fault('SlashMissing', column, shown(text), 'WORD/PHONE PHONE, as in: - cat/k ae t')
    const word = text.slice(0, slash).trim()
    const written = text.slice(slash + 1).trim()
    if (word === '' || /\s/.test(word))
      return fault('LexiconWordInvalid', column, shown(word), 'one word before the slash, without blanks')
    if (written === '')
      return fault('PhonesEmpty', column + slash + 1, 'nothing after the slash', 'phones separated by blanks')
    const phones = phonesOfUps(written.split(/\s+/))
    if (isUnknownPhone(phones)) return unknownPhone(text, written, column + slash + 1, phones)
    return this.#counted(word, phones, text, column)
  }

  #counted(word: string, phones: Phones, text: string, column: number): StructuredVerdict {
    const key = word.toLowerCase()
    const ways = this.#ways.get(key) ?? 0
    const { lexiconEntries, pronunciationsPerWord } = this.#limits
    if (ways === pronunciationsPerWord)
      return fault('TooManyPronunciations', column, shown(text), `${ways} pronunciations of a word`)
    if (this.#lexiconEntries === lexiconEntries)
      return fault('TooManyLexiconEntries', column, shown(text), `${lexiconEntries} entries`)
    if (this.#counting) {
      this.#ways.set(key, ways + 1)
      this.#lexiconEntries += 1
    }
    return { type: 'pronunciation', word, phones, column }
  }
}

const placed = (piece: Piece, column: number): Piece =>
  'reference' in piece ? { ...piece, column: piece.column + column - 1 } : piece
