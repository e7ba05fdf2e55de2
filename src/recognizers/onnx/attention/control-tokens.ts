/** The control tokens of attention models: how a phrase begins and ends, and which tokens never are its text. @module */
import { InvalidModelFile } from '../invalid-model-file.ts'
import type { AttentionConfiguration } from './model-files.ts'
import type { Tokenizer } from './tokenizer.ts'

export type ControlTokens = Readonly<{
  /** What every phrase begins with, of a model of one language. */
  start: number
  end: number
  /** Tokens after `start`; those of a multilingual model begin with the language. */
  prompt: (language: string | undefined) => readonly number[]
  /** By language, such as `en`: its token. Empty of models of one language. */
  languages: ReadonlyMap<string, number>
  /** What a phrase without speech begins with. */
  noSpeech: number | undefined
  /** By token: 1 where it never is text. `end` is not among them. */
  suppressed: Uint8Array
  /** Tokens that do not come first. */
  suppressedFirst: readonly number[]
  /** The most tokens of a phrase. */
  maxTokens: (seconds: number) => number
}>

/** Half of the tokens that Whisper's decoder knows positions for. */
const MAX_WHISPER_TOKENS = 224
/** More than anyone says: a phrase with more of them a second is a loop. */
const MAX_TOKENS_PER_SECOND = 25
const MIN_TOKENS = 16
/** Moonshine's own limit (Jeffries et al. 2024). */
const MOONSHINE_TOKENS_PER_SECOND = 6.5

/** @throws InvalidModelFile when the tokenizer lacks one that is needed */
export function whisperTokens(
  tokenizer: Tokenizer,
  configuration: AttentionConfiguration,
  tokenCount: number,
  file: string
): ControlTokens {
  const require = (name: string): number => {
    const token = tokenizer.special(name)
    if (token === undefined) throw new InvalidModelFile(file, `the token ${name}`, 'none')
    return token
  }
  const [start, end] = [require('<|startoftranscript|>'), require('<|endoftext|>')]
  const [transcribe, noTimestamps] = [require('<|transcribe|>'), require('<|notimestamps|>')]
  const languages = new Map<string, number>()
  if (configuration.is_multilingual ?? true) {
    for (const [name, token] of tokenizer.specials()) {
      const code = /^<\|([a-z]{2,3})\|>$/.exec(name)?.[1]
      if (code !== undefined) languages.set(code, token)
    }
  }
  // Timestamps and other control tokens come after the end of text.
  const suppressed = new Uint8Array(tokenCount).fill(1, end + 1)
  for (const token of configuration.suppress_tokens ?? []) suppressed[token] = 1
  for (let token = 0; token < end; token++) if (tokenizer.bytesOf(token) === undefined) suppressed[token] = 1
  suppressed[end] = 0
  return {
    start,
    end,
    languages,
    prompt: (language) => {
      if (languages.size === 0) return [noTimestamps]
      const token = languages.get(language ?? 'en')
      if (token === undefined) throw new RangeError(`The model has no language ${language}`)
      return [token, transcribe, noTimestamps]
    },
    noSpeech: tokenizer.special('<|nospeech|>') ?? tokenizer.special('<|nocaptions|>'),
    suppressed,
    suppressedFirst: configuration.begin_suppress_tokens ?? [end],
    maxTokens: (seconds) =>
      Math.min(MAX_WHISPER_TOKENS, MIN_TOKENS + Math.ceil(seconds * MAX_TOKENS_PER_SECOND))
  }
}

export function moonshineTokens(
  configuration: AttentionConfiguration,
  tokenizer: Tokenizer,
  tokenCount: number
): ControlTokens {
  const start = configuration.decoder_start_token_id ?? 1
  const end = configuration.eos_token_id ?? 2
  const suppressed = new Uint8Array(tokenCount)
  for (let token = 0; token < tokenCount; token++)
    if (tokenizer.bytesOf(token) === undefined) suppressed[token] = 1
  suppressed[end] = 0
  return {
    start,
    end,
    languages: new Map(),
    prompt: () => [],
    noSpeech: undefined,
    suppressed,
    suppressedFirst: [],
    maxTokens: (seconds) => MIN_TOKENS + Math.ceil(seconds * MOONSHINE_TOKENS_PER_SECOND)
  }
}
