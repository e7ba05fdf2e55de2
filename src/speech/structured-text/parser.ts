/**
 * Structured text line by line: the documented subset of the Bot Framework's `.lu` syntax. Knows where it is in the
 * file and says of each line what it is, or what is wrong with it; never throws for what a line holds.
 * @module
 */

import { isUnknownPhone, type Phones, phonesOfUps, UPS_PHONES } from '../pronunciation/index.ts'
import { type StructuredTextLimits, structuredTextLimits } from './limits.ts'
import { className, type Piece, parseReferences } from './references.ts'

export type StructuredLine =
  | Readonly<{ type: 'comment' }>
  /** `@ list food =`; a class named again goes on. Names are in lower case. */
  | Readonly<{ type: 'class'; name: string }>
  | Readonly<{ type: 'item'; className: string; text: string; column: number }>
  | Readonly<{ type: 'lexicon' }>
  /** `phones` are ARPAbet. */
  | Readonly<{ type: 'pronunciation'; word: string; phones: Phones; column: number }>
  | Readonly<{ type: 'section'; name: string }>
  | Readonly<{ type: 'sentence'; text: string; pieces: readonly Piece[]; column: number }>

export type LineFaultCode =
  | 'HeadingUnreadable'
  | 'ClassNameInvalid'
  | 'TooManyClasses'
  | 'OutsideBlock'
  | 'BulletMissing'
  | 'ItemEmpty'
  | 'TooManyItems'
  | 'ReferenceUnreadable'
  | 'TooManySentences'
  | 'SlashMissing'
  | 'LexiconWordInvalid'
  | 'PhonesEmpty'
  | 'PhoneUnknown'
  | 'PhoneSetMissing'
  | 'TooManyPronunciations'
  | 'TooManyLexiconEntries'

export type LineFault = Readonly<{
  code: LineFaultCode
  /** 1-based, in characters of the line as given. */
  column: number
  found: string
  accepted: string
  /** The whole line as it was probably meant, where that is mechanical. */
  corrected?: string
  /** What the corrected line is. */
  correctedAs?: StructuredLine
}>

export type StructuredVerdict = StructuredLine | Readonly<{ type: 'fault'; fault: LineFault }>

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

function unknownPhone(
  text: string,
  written: string,
  from: number,
  { index, found, meant }: Readonly<{ index: number; found: string; meant?: string }>
): StructuredVerdict {
  const tokens = [...written.matchAll(/\S+/g)]
  const after = text.slice(text.lastIndexOf('/') + 1)
  const column = from + (after.length - after.trimStart().length) + (tokens[index]?.index ?? 0)
  const corrected = meant === undefined ? undefined : correctedPhones(written.split(/\s+/))
  return fault(
    'PhoneUnknown',
    column,
    shown(found),
    `the phones ${UPS_PHONES.join(' ')}`,
    corrected === undefined ? undefined : `- ${text.slice(0, text.lastIndexOf('/') + 1)}${corrected}`
  )
}

/** Every phone of CMUdict put into the phone set, or nothing where one is of neither. */
function correctedPhones(written: readonly string[]): string | undefined {
  const tokens = [...written]
  for (;;) {
    const phones = phonesOfUps(tokens)
    if (!isUnknownPhone(phones)) return tokens.join(' ')
    if (phones.meant === undefined) return undefined
    tokens[phones.index] = phones.meant
  }
}

const placed = (piece: Piece, column: number): Piece =>
  'reference' in piece ? { ...piece, column: piece.column + column - 1 } : piece

const nameFrom = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '_')
    .replace(/^_+|_+$/g, '')

function correctedName(name: string): string | undefined {
  const made = nameFrom(name)
  return className.test(made) ? `@ list ${made} =` : undefined
}

/** A stranger's text inside a message: short, one line, quoted. */
function shown(text: string): string {
  const characters = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu, '\ufffd')]
  return `"${characters.slice(0, 40).join('')}${characters.length > 40 ? '…' : ''}"`
}

function fault(
  code: LineFaultCode,
  column: number,
  found: string,
  whatIsAccepted: string,
  corrected?: string
): StructuredVerdict {
  const base = { code, column, found, accepted: whatIsAccepted }
  return { type: 'fault', fault: corrected === undefined ? base : { ...base, corrected } }
}
