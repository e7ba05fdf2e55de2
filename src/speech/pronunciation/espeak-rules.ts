/** Rule-based grapheme-to-phoneme conversion by espeak-ng, for words of the language and for foreign names. @module */

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Phones } from './lexicon.ts'
import { ENGLISH, type SpokenLanguage } from './spoken-language.ts'

/** A word that cannot be pronounced, and why. `reason` completes a sentence that begins with the word. */
export type RejectedWord = Readonly<{ word: string; reason: string }>

export type RuleBasedPronunciations = Readonly<{
  /** By the word as given; rejected words are absent. */
  phones: ReadonlyMap<string, Phones>
  /** Words pronounced letter by letter, as one of their sounds has no phone. */
  spelled: readonly string[]
  rejected: readonly RejectedWord[]
}>

export type G2pOptions = Readonly<{
  signal?: AbortSignal
  /** Default English. */
  language?: SpokenLanguage
  /** The executable. Default `espeak-ng`. */
  command?: string
}>

/** `espeak-ng` is missing or failed. */
export class PronunciationUnavailable extends Error {
  override readonly name = 'PronunciationUnavailable'
}

/** espeak-ng splits longer words. */
const MAX_WORD_LETTERS = 60
/** About 0.6 ms per word. */
const MAX_WORDS_PER_PROCESS = 2_000

/**
 * Why a word cannot be pronounced, or `undefined` if it can: letters of the language, apostrophes and hyphens.
 * @param model a G2P model that knows every letter of the word makes rules for the language unnecessary
 */
export function rejectionReason(
  word: string,
  language: SpokenLanguage = ENGLISH,
  model?: Readonly<{ knowsLetter(letter: string): boolean }>
): string | undefined {
  if (
    language.espeak === undefined &&
    ![...language.fold(word)].every((letter) => model?.knowsLetter(letter))
  ) {
    return `is not in the dictionary, and there are no pronunciation rules for ${language.name} with the phones of this base model; give its pronunciation in words of the dictionary`
  }
  const letters = language.fold(word)
  const strange = [...letters].find((character) => !language.letter.test(character))
  if (strange !== undefined) {
    return `has ${JSON.stringify(strange)}, which is not a letter of ${language.name}; write the word as it is spoken`
  }
  if (!/\p{L}/u.test(letters)) return 'has no letter'
  return letters.length > MAX_WORD_LETTERS ? `has more than ${MAX_WORD_LETTERS} letters` : undefined
}

/**
 * One pronunciation per word. Words are sent on standard input, never on a command line; many words share one process.
 * The same words give the same phones.
 * @throws PronunciationUnavailable; the signal's reason
 */
export async function pronounceByRules(
  words: Iterable<string>,
  options: G2pOptions = {}
): Promise<RuleBasedPronunciations> {
  const { signal, command = 'espeak-ng', language = ENGLISH } = options
  const phones = new Map<string, Phones>()
  const spelled: string[] = []
  const rejected: RejectedWord[] = []
  const accepted: string[] = []
  for (const word of new Set(words)) {
    const reason = rejectionReason(word, language)
    if (reason === undefined) accepted.push(word)
    else rejected.push({ word, reason })
  }
  for (let from = 0; from < accepted.length; from += MAX_WORDS_PER_PROCESS) {
    const batch = accepted.slice(from, from + MAX_WORDS_PER_PROCESS)
    const run: RunEspeak = (text) => espeak(text, command, language.espeak ?? [], signal)
    const lines = await transcribeLines(batch.map(language.fold), run)
    for (const [i, word] of batch.entries()) {
      const ofWord = language.phonesOfLine(lines[i] ?? '')
      if (ofWord === undefined) spelled.push(word)
      phones.set(
        word,
        ofWord ?? [...language.fold(word)].flatMap((letter) => language.letterName(letter) ?? [])
      )
    }
  }
  return { phones, spelled, rejected }
}

type RunEspeak = (text: string) => Promise<string>

/** One line of phonemes per word. If espeak-ng splits a word over several lines, each half is sent again on its own. */
async function transcribeLines(words: readonly string[], run: RunEspeak): Promise<string[]> {
  const lines = (await run(`${words.join('\n')}\n`)).replace(/\n$/, '').split('\n')
  if (lines.length === words.length) return lines
  if (words.length === 1) return [lines.join(' ')]
  const half = Math.ceil(words.length / 2)
  return [
    ...(await transcribeLines(words.slice(0, half), run)),
    ...(await transcribeLines(words.slice(half), run))
  ]
}

/** A language as espeak-ng names its voices: `de`, `pt-br`. */
const VOICE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/

/**
 * Pronounces a name of another language with the phones of `target`, at most one pronunciation.
 * @param voice a language or a locale, such as `de-DE`
 * @throws PronunciationUnavailable; the signal's reason
 */
export async function pronounceForeignName(
  word: string,
  voice: string,
  target: SpokenLanguage,
  { signal, command = 'espeak-ng' }: Pick<G2pOptions, 'signal' | 'command'> = {}
): Promise<Readonly<{ phones: Phones } | { reason: string }>> {
  const requested = voice.toLowerCase()
  const [language = requested] = requested.split('-')
  if (!VOICE.test(requested))
    return { reason: `has the language "${voice}", which is not a language tag such as de or pt-BR` }
  if (target.phonesOfIpa === undefined) {
    return {
      reason: `cannot be pronounced in ${voice}: the sounds of this language have no mapping to the phones of this base model`
    }
  }
  if (!/^[\p{M}'’ -]*\p{L}[\p{L}\p{M}'’ -]*$/u.test(word)) {
    return { reason: 'has characters that are not letters; write it as it is spoken' }
  }
  const toIpa = (name: string): Promise<string> => espeak(`${word}\n`, command, ['-v', name, '--ipa'], signal)
  const line = await toIpa(requested)
    .catch((error: unknown) => {
      if (requested === language || !(error instanceof PronunciationUnavailable)) throw error
      return toIpa(language)
    })
    .catch((error: unknown) => {
      signal?.throwIfAborted()
      if (error instanceof PronunciationUnavailable && error.message.includes('was not found')) throw error
      return undefined
    })
  if (line === undefined) return { reason: `has the language ${voice}, which espeak-ng does not support` }
  const phones = target.phonesOfIpa(line.replaceAll('\n', ' '))
  if ('sound' in phones)
    return { reason: `has the sound [${phones.sound}], which has no phone in this base model` }
  return phones.length === 0 ? { reason: `has no pronunciation in ${voice}` } : { phones }
}

async function espeak(
  text: string,
  command: string,
  voice: readonly string[],
  signal: AbortSignal | undefined
): Promise<string> {
  signal?.throwIfAborted()
  const running = promisify(execFile)(command, ['-q', ...voice, '--sep=_'], {
    maxBuffer: 64 << 20,
    killSignal: 'SIGKILL',
    ...(signal === undefined ? {} : { signal })
  })
  // A program that is missing or dies early breaks the pipe; its exit below says so.
  running.child.stdin?.on('error', () => {}).end(text)
  try {
    return (await running).stdout
  } catch (cause) {
    signal?.throwIfAborted()
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const fault = missing ? `${command} was not found: install the package "espeak-ng"` : `${command} failed`
    throw new PronunciationUnavailable(`Cannot predict pronunciations of new words: ${fault}`, { cause })
  }
}
