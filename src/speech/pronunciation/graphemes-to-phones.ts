/** Pronunciations of words that no dictionary has, by the rules of espeak-ng. @module */

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Phones } from './lexicon.ts'
import { ENGLISH, type SpokenLanguage } from './spoken-language.ts'

/** A word that the language's alphabet cannot form, and why. */
export type RefusedWord = Readonly<{ word: string; reason: string }>

export type GuessedPhones = Readonly<{
  /** By the word as given; refused words are absent. */
  phones: ReadonlyMap<string, Phones>
  /** Words said letter by letter, because the rules had no sounds for them. */
  spelled: readonly string[]
  refused: readonly RefusedWord[]
}>

export type GuessOptions = Readonly<{
  signal?: AbortSignal
  /** Default English. */
  language?: SpokenLanguage
  /** The program. Default `espeak-ng`. */
  command?: string
}>

/** `espeak-ng` is missing or failed. */
export class PronunciationUnavailable extends Error {
  override readonly name = 'PronunciationUnavailable'
}

/** Longer "words" are not spoken: the program would cut them apart. */
const MAX_LETTERS = 60
/** One process says these many, at about 0.6 ms a word. */
const BATCH = 2_000

/**
 * Why a word cannot be said, or `undefined` when it can: letters of the language, apostrophes, hyphens.
 * @param learnt what a dictionary taught: where it knows the letters of the word no rules are needed
 */
export function refusalOf(
  word: string,
  language: SpokenLanguage = ENGLISH,
  learnt?: Readonly<{ knows(letter: string): boolean }>
): string | undefined {
  if (language.espeak === undefined && ![...language.fold(word)].every((letter) => learnt?.knows(letter))) {
    return `is not in the dictionary, and for ${language.name} with the phones of this base model there are no rules to guess by; give its pronunciation in words of the dictionary`
  }
  const letters = language.fold(word)
  const strange = [...letters].find((character) => !language.letter.test(character))
  if (strange !== undefined) {
    return `has ${JSON.stringify(strange)}, which is no ${language.name} letter; write the word as it is spoken`
  }
  if (!/\p{L}/u.test(letters)) return 'has no letter'
  return letters.length > MAX_LETTERS ? `has more than ${MAX_LETTERS} letters` : undefined
}

/**
 * One pronunciation a word. Words reach the program on its standard input, never on a command line; many words share
 * one process. The same words give the same phones.
 * @throws PronunciationUnavailable; the signal's reason
 */
export async function graphemesToPhones(
  words: Iterable<string>,
  options: GuessOptions = {}
): Promise<GuessedPhones> {
  const { signal, command = 'espeak-ng', language = ENGLISH } = options
  const phones = new Map<string, Phones>()
  const spelled: string[] = []
  const refused: RefusedWord[] = []
  const speakable: string[] = []
  for (const word of new Set(words)) {
    const reason = refusalOf(word, language)
    if (reason === undefined) speakable.push(word)
    else refused.push({ word, reason })
  }
  for (let from = 0; from < speakable.length; from += BATCH) {
    const batch = speakable.slice(from, from + BATCH)
    const speak: Speaker = (text) => espeak(text, command, language.espeak ?? [], signal)
    const said = await say(batch.map(language.fold), speak)
    for (const [i, word] of batch.entries()) {
      const guessed = language.phonesOfLine(said[i] ?? '')
      if (guessed === undefined) spelled.push(word)
      phones.set(
        word,
        guessed ?? [...language.fold(word)].flatMap((letter) => language.letterName(letter) ?? [])
      )
    }
  }
  return { phones, spelled, refused }
}

type Speaker = (text: string) => Promise<string>

/** A line of sounds for each word. Should the program ever split a word over lines, halves are asked apart. */
async function say(words: readonly string[], speak: Speaker): Promise<string[]> {
  const lines = (await speak(`${words.join('\n')}\n`)).replace(/\n$/, '').split('\n')
  if (lines.length === words.length) return lines
  if (words.length === 1) return [lines.join(' ')]
  const half = Math.ceil(words.length / 2)
  return [...(await say(words.slice(0, half), speak)), ...(await say(words.slice(half), speak))]
}

/** A language as espeak-ng names its voices: `de`, `pt-br`. */
const VOICE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/

/**
 * A name of another language in the phones of `target`, at most one way a word.
 * @param voice a language or a locale, `de-DE`
 * @throws PronunciationUnavailable; the signal's reason
 */
export async function foreignPhones(
  word: string,
  voice: string,
  target: SpokenLanguage,
  { signal, command = 'espeak-ng' }: Pick<GuessOptions, 'signal' | 'command'> = {}
): Promise<Readonly<{ phones: Phones } | { reason: string }>> {
  const wanted = voice.toLowerCase()
  const [language = wanted] = wanted.split('-')
  if (!VOICE.test(wanted))
    return { reason: `is said to be "${voice}", which is no language such as de or pt-BR` }
  if (target.phonesOfIpa === undefined) {
    return { reason: `cannot be said in ${voice}: no table leads to the phones of this base model` }
  }
  if (!/^[\p{L}\p{M}'’ -]*\p{L}[\p{L}\p{M}'’ -]*$/u.test(word)) {
    return { reason: 'has signs that are no letters; write it as it is spoken' }
  }
  const said = (name: string): Promise<string> => espeak(`${word}\n`, command, ['-v', name, '--ipa'], signal)
  const line = await said(wanted)
    .catch((error: unknown) => {
      if (wanted === language || !(error instanceof PronunciationUnavailable)) throw error
      return said(language)
    })
    .catch((error: unknown) => {
      signal?.throwIfAborted()
      if (error instanceof PronunciationUnavailable && error.message.includes('was not found')) throw error
      return undefined
    })
  if (line === undefined)
    return { reason: `is said to be ${voice}, a language that espeak-ng does not speak` }
  const phones = target.phonesOfIpa(line.replaceAll('\n', ' '))
  if ('sound' in phones) return { reason: `has the sound [${phones.sound}], for which there is no phone` }
  return phones.length === 0 ? { reason: `has no sound in ${voice}` } : { phones }
}

async function espeak(
  text: string,
  command: string,
  voice: readonly string[],
  signal: AbortSignal | undefined
): Promise<string> {
  signal?.throwIfAborted()
  const speaking = promisify(execFile)(command, ['-q', ...voice, '--sep=_'], {
    maxBuffer: 64 << 20,
    killSignal: 'SIGKILL',
    ...(signal === undefined ? {} : { signal })
  })
  // A program that is missing or dies early breaks the pipe; its exit below says so.
  speaking.child.stdin?.on('error', () => {}).end(text)
  try {
    return (await speaking).stdout
  } catch (cause) {
    signal?.throwIfAborted()
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const fault = missing ? `${command} was not found: install the package "espeak-ng"` : `${command} failed`
    throw new PronunciationUnavailable(`New words cannot be given pronunciations: ${fault}`, { cause })
  }
}
