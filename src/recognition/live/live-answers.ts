/** The bodies of what a client is told in a turn. Times are ticks of 100 ns from the first sample of the turn. @module */
import { randomBytes } from 'node:crypto'
import type { DisplayFormatter } from '../../models/index.ts'
import type { Alternative, FinalResult, PartialResult, SpeakerResult } from '../../recognizers/index.ts'
import type { LiveModel } from './live-model.ts'
import type { LiveOptions } from './live-options.ts'

export type Status =
  | 'Success'
  | 'NoMatch'
  | 'InitialSilenceTimeout'
  | 'EndOfDictation'
  | 'Error'
  | 'TooManyRequests'
  | 'BadRequest'

export type Span = Readonly<{ offsetTicks: number; durationTicks: number }>

export const hexId = (): string => randomBytes(16).toString('hex')

export class LiveAnswers {
  readonly #options: LiveOptions
  readonly #formatter: DisplayFormatter
  readonly #common: Readonly<Record<string, unknown>>

  constructor(options: LiveOptions, { formatter, locale }: Pick<LiveModel, 'formatter' | 'locale'>) {
    this.#options = options
    this.#formatter = formatter
    this.#common = {
      // Told of a whole phrase; the clients that ask want a name on everything all the same.
      ...(options.speakers ? { SpeakerId: 'Unknown' } : {}),
      // There was one language to choose from: nothing was identified.
      ...(options.candidates.length > 0
        ? { PrimaryLanguage: { Language: locale, Confidence: 'Unknown' } }
        : {}),
      Channel: 0
    }
  }

  hypothesis({ text, offsetTicks, durationTicks }: PartialResult): unknown {
    // The profanity that is not to be read is not to be read in passing either.
    const Text = this.#formatter.formatText(text).maskedITN
    return { Id: hexId(), Text, Offset: offsetTicks, Duration: durationTicks, ...this.#common }
  }

  phrase({
    text,
    offsetTicks,
    durationTicks,
    alternatives,
    ...spoken
  }: FinalResult | SpeakerResult): unknown {
    return {
      ...this.#head('Success', { offsetTicks, durationTicks }),
      ...('speaker' in spoken ? { SpeakerId: `Guest-${spoken.speaker}` } : {}),
      DisplayText: this.#formatter.format({ text, words: alternatives[0]?.words ?? [] }).display,
      ...(this.#options.detailed ? { NBest: alternatives.map((alternative) => this.#best(alternative)) } : {})
    }
  }

  /** A phrase without words. */
  status(status: Status, span: Span): unknown {
    // An empty text beside InitialSilenceTimeout would be a result to some clients.
    return { ...this.#head(status, span), ...(status === 'NoMatch' ? { DisplayText: '' } : {}) }
  }

  #head(RecognitionStatus: Status, { offsetTicks, durationTicks }: Span): Record<string, unknown> {
    return { Id: hexId(), RecognitionStatus, Offset: offsetTicks, Duration: durationTicks, ...this.#common }
  }

  #best({ text, confidence, words }: Alternative): unknown {
    const { itn, maskedITN, display } = this.#formatter.format({ text, words })
    return {
      Confidence: confidence,
      Lexical: text,
      ITN: itn,
      MaskedITN: maskedITN,
      Display: display,
      ...(this.#options.wordTimes
        ? {
            Words: words.map((word) => ({
              Word: word.word,
              Offset: word.offsetTicks,
              Duration: word.durationTicks,
              Confidence: word.confidence
            }))
          }
        : {})
    }
  }
}
