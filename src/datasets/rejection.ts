/** Why a line of a dataset was not taken: where, what was found, and what would have been. @module */

/** One table of all reasons, so that a report's codes can be searched and documented. */
export const rejectionMessages = {
  UndecodableBytes: 'the line contains bytes that are not valid in the encoding of the file',
  ControlCharacter: 'the line contains a control character',
  LineTooLong: 'the line is too long',
  ContainsUri: 'the line contains a link',
  TooManyRepeats: 'a character, word or group of words is repeated more than three times in a row',
  NormalizedTextEmpty: 'the text is empty after normalization',
  NotNormalized: 'the text is not in normalized form although the dataset says so',
  TabMissing: 'the line has no TAB between its two columns',
  TooManyColumns: 'the line has more than two columns',
  DisplayEmpty: 'the display form is empty',
  DisplayNotOneWord: 'the display form is not one word',
  DisplayTooLong: 'the display form is too long',
  SpokenEmpty: 'the spoken form is empty',
  SpokenNotLetters: 'the spoken form contains something other than letters',
  SpokenTooLong: 'the spoken form is too long',
  HeadingUnreadable: 'the heading is not valid',
  ClassNameInvalid: 'the name of the class is not valid',
  TooManyClasses: 'the file defines too many classes',
  OutsideBlock: 'the line is not in a class, lexicon or section',
  BulletMissing: 'the line does not begin with a hyphen',
  ItemEmpty: 'nothing follows the hyphen',
  TooManyItems: 'the class has too many items',
  ReferenceUnreadable: 'a brace is not part of a reference to a class',
  ReferenceUndefined: 'the sentence refers to a class that the file does not define',
  TooManySentences: 'the file has too many sentences',
  SlashMissing: 'the line has no slash between the word and its phones',
  LexiconWordInvalid: 'the word before the slash is not one word',
  PhonesEmpty: 'no phones follow the slash',
  PhoneUnknown: 'a phone is not in the phone set',
  PhoneSetMissing: 'the language has no published phone set',
  TooManyPronunciations: 'the word has too many pronunciations',
  TooManyLexiconEntries: 'the phonetic lexicon has too many entries',
  UnknownSection: 'the file has no such section',
  OutsideSection: 'the line is not in a section',
  InvalidPattern: 'the pattern is not valid',
  PatternsTooLarge: 'the patterns are too large together',
  MissingTab: 'the rule has no TAB between its two sides',
  TooManyTabs: 'the rule has more than one TAB',
  EmptyField: 'one side of the rule is empty',
  TooManyLines: 'the section has too many lines',
  InvalidPhrase: 'the phrase contains punctuation, which is not spoken',
  NameEmpty: 'the line names no audio file',
  NameNotAllowed: 'the name of the audio file is not allowed',
  TextEmpty: 'the transcript of the audio file is empty',
  AudioMissing: 'the archive has no audio file of this name',
  TranscriptMissing: 'the transcript has no line for this audio file',
  DuplicateName: 'the name is used more than once',
  InFolder: 'the file is in a folder of the archive',
  NotAudio: 'the file is not audio that can be read',
  AudioDamaged: 'the audio file is damaged',
  AudioEmpty: 'the audio file has no sound',
  AudioTooLong: 'the audio file is too long',
  TotalAudioTooLong: 'the audio of the whole dataset is too long'
} as const

export type RejectionCode = keyof typeof rejectionMessages

export type Rejection = Readonly<{
  code: RejectionCode
  /** 1-based, in characters. */
  column?: number
  /** The offending part, as a person would name it. */
  found: string
  /** What the line would have to look like. */
  accepted: string
  /** The whole line as it would be accepted, where the correction is mechanical. */
  corrected?: string
}>

/** What a parser says of one line: the value it holds, or why it holds none. */
export type LineResult<T> = Readonly<{ value: T }> | Readonly<{ rejection: Rejection }>

export const take = <T>(value: T): LineResult<T> => ({ value })

export const reject = (
  code: RejectionCode,
  found: string,
  accepted: string,
  column?: number
): LineResult<never> => ({
  rejection: column === undefined ? { code, found, accepted } : { code, found, accepted, column }
})

/** The whole source cannot be read: the dataset fails with this code of the contract and this message. */
export class SourceRejected extends Error {
  override readonly name = 'SourceRejected'
  constructor(
    readonly code: 'NoUtf8WithBom' | 'InvalidDataset' | 'DataImportFailed',
    message: string
  ) {
    super(message)
  }
}

/** Text from a stranger, made fit to stand inside a message: one line, nothing invisible, not long. */
export function quoted(text: string, longest = 40): string {
  const characters = [...text].map((character) =>
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/u.test(character) ? characterName(character) : character
  )
  const shown = characters.slice(0, longest).join('')
  return `"${shown}${characters.length > longest ? '…' : ''}"`
}

/** `U+0009`: how a character that cannot be seen is shown. */
export const characterName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
