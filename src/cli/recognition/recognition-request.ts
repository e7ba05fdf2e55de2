/** The options of `recognize` as one request, checked before anything is sent. @module */

import { readChecks } from '../checks/read-checks.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { resolveValue } from '../command-line/argument-values.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { checks } from '../options/checks.ts'
import { logging, resourceReference } from '../options/resource.ts'
import { channels, diarization, wordTimes } from '../options/transcription.ts'
import { propertiesOf } from '../resources/request-body.ts'
import type { Entity, ServiceClient } from '../service/service-client.ts'
import { linesOf } from './audio-files.ts'
import { recognition } from './recognize-options.ts'

/** Live over a WebSocket, a whole recording by fast transcription, or one utterance by one REST request. */
export const RECOGNITION_MODES = ['live', 'fast', 'rest'] as const
export type RecognitionMode = (typeof RECOGNITION_MODES)[number]

export type RecognitionRequest = Readonly<{
  mode: RecognitionMode
  /** Stop after the first phrase. */
  once: boolean
  language: string
  /** ID of an endpoint; without one the base model recognizes. */
  endpoint?: string
  /** URL of the model, by default that of the endpoint. */
  model?: string
  logging: boolean
  profanity?: Profanity
  phrases: readonly string[]
  /** N-best lists with lexical and other forms. */
  detailed: boolean
  wordTimes: boolean
  channels?: readonly number[]
  /** Whole recordings only. */
  diarization: boolean
  /** Maximum time to listen. */
  timeoutMs?: number
  /** Silence that ends a turn, at its beginning and after a phrase. */
  silenceMs?: number
  /** Silence that ends a phrase. */
  pauseMs?: number
}>

const PROFANITY = ['masked', 'removed', 'raw'] as const
export type Profanity = (typeof PROFANITY)[number]

const METHODS = ['continuous', 'once', 'once+', 'rest']

/** @throws UsageError for options that exclude each other, CommandError for an endpoint that accepts no requests */
export async function readRecognitionRequest(
  context: CommandContext,
  service: ServiceClient
): Promise<RecognitionRequest> {
  const mode = modeOf(context)
  const address = recognitionAddress(context)
  const endpoint = address
    ? (address.searchParams.get('cid') ?? undefined)
    : context.value(resourceReference.endpoint)?.trim().replace(/^.*\//, '')
  const deployed =
    endpoint === undefined
      ? undefined
      : await service.json(
          service.addressOf('endpoints', address ? endpoint : context.require(resourceReference.endpoint))
        )
  if (mode === 'fast' && deployed) requireAnswering(deployed)
  const language = languageOf(context) ?? address?.searchParams.get('language') ?? deployed?.locale ?? 'en-US'
  const named = context.value(resourceReference.model)
  const ofEndpoint = deployed?.model as { self?: string } | undefined
  const model = named === undefined ? ofEndpoint?.self : service.addressOf('models', named)
  const timeoutMs = context.number(recognition.timeout)
  const request: RecognitionRequest = {
    mode,
    once: context.has(recognition.once) || context.value(recognition.method) === 'once',
    language,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(model === undefined ? {} : { model }),
    logging: context.flag(logging),
    ...profanityOf(context),
    phrases: (await phrasesOf(context)).slice(),
    detailed: needsDetail(context),
    wordTimes: context.flag(wordTimes),
    diarization: context.flag(diarization),
    ...silencesOf(context),
    ...(context.has(channels) ? { channels: context.list(channels).map(Number) } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs })
  }
  rejectCombinations(context, request)
  requireTranscripts(context)
  return request
}

/** `--endpoint wss://…/speech/…?cid=ID`, as Speech SDKs write endpoints; undefined for IDs and resource URLs. */
export function recognitionAddress(context: CommandContext): URL | undefined {
  const provided = context.value(resourceReference.endpoint)?.trim().replace(/^ws/i, 'http')
  if (provided === undefined || !URL.canParse(provided)) return undefined
  const address = new URL(provided)
  return /^\/(speech|stt)\//.test(address.pathname) ? address : undefined
}

/** The supported properties of Speech SDKs. */
const SILENCES: Readonly<Record<string, 'silenceMs' | 'pauseMs'>> = {
  speechserviceconnection_initialsilencetimeoutms: 'silenceMs',
  speechserviceconnection_endsilencetimeoutms: 'pauseMs',
  speech_segmentationsilencetimeoutms: 'pauseMs'
}

function silencesOf(context: CommandContext): Readonly<{ silenceMs?: number; pauseMs?: number }> {
  const silences: { silenceMs?: number; pauseMs?: number } = {}
  for (const [name, value] of propertiesOf(context, recognition.property)) {
    const key = SILENCES[name.toLowerCase()]
    if (key === undefined || typeof value !== 'number') {
      throw new UsageError(
        `--property ${name}=${String(value)} is not supported; use Speech_SegmentationSilenceTimeoutMs, SpeechServiceConnection_InitialSilenceTimeoutMs or SpeechServiceConnection_EndSilenceTimeoutMs, in milliseconds.`
      )
    }
    silences[key] = value
  }
  return silences
}

/** A word error rate needs a reference transcript. */
function requireTranscripts(context: CommandContext): void {
  const forms = {
    text: recognition.transcript,
    itn: recognition.transcriptItn,
    lexical: recognition.transcriptLexical
  } as const
  for (const check of readChecks(context.values(checks.check))) {
    if (check.kind === 'wer' && !context.has(forms[check.form])) context.require(recognition.transcript)
  }
}

const DETAILED_OUTPUTS = [
  recognition.outputBatch,
  recognition.outputBatchFile,
  recognition.outputAll,
  recognition.outputEach
]

function needsDetail(context: CommandContext): boolean {
  const conditions = readChecks(context.values(checks.check))
  return (
    context.flag(wordTimes) ||
    DETAILED_OUTPUTS.some(context.has) ||
    conditions.some((check) => check.kind !== 'result' && check.form !== 'text')
  )
}

/** Only fast transcription supports models that are not deployed, channels and speakers. */
function modeOf(context: CommandContext): RecognitionMode {
  const method = context.value(recognition.method)
  if (method !== undefined && !METHODS.includes(method)) {
    throw new UsageError(`Unknown method --recognize ${method}; expected one of ${METHODS.join(', ')}.`)
  }
  if (context.has(recognition.rest) || method === 'rest') return 'rest'
  const isLive = [recognition.microphone, recognition.live, recognition.once].some(context.has)
  if (context.flag(recognition.fast)) return 'fast'
  const needsFast = [resourceReference.model, channels, diarization].some(context.has)
  return !isLive && context.value(recognition.file) !== '-' && needsFast ? 'fast' : 'live'
}

function rejectCombinations(context: CommandContext, { mode, once, phrases }: RecognitionRequest): void {
  if (mode !== 'fast' && context.has(resourceReference.model)) {
    throw new UsageError(
      'Only --fast can use a model that is not deployed. Leave out --model, deploy the model, or use --fast.'
    )
  }
  if (mode !== 'fast' && (context.has(channels) || context.has(diarization))) {
    throw new UsageError('Only --fast can separate channels and speakers.')
  }
  if (mode === 'fast' && (context.has(recognition.microphone) || context.value(recognition.file) === '-')) {
    throw new UsageError('--fast transcribes whole recordings. Leave it out for live audio.')
  }
  if (mode === 'fast' && once) {
    throw new UsageError('--fast transcribes whole recordings. Leave it out to use --once.')
  }
  if (mode === 'rest' && phrases.length > 0) {
    throw new UsageError('--rest does not support --phrases. Leave one of them out.')
  }
}

/** Fast transcription uses the model directly, so the state of the endpoint is checked here. */
function requireAnswering({ self, displayName, status, properties }: Entity): void {
  const name = `The endpoint ${self.replace(/^.*\//, '')} ("${displayName}")`
  if (properties?.paused === true) {
    throw new CommandError(`${name} is paused. Resume it to use it again.`)
  }
  if (status !== 'Succeeded') throw new CommandError(`${name} is not available; its status is ${status}.`)
}

function languageOf(context: CommandContext): string | undefined {
  const [first, ...others] = context.list(recognition.language)
  if (others.length > 0) {
    throw new UsageError(
      `The service cannot identify which of ${[first, ...others].join(', ')} is spoken. Name one language.`
    )
  }
  return first
}

function profanityOf(context: CommandContext): Readonly<{ profanity?: Profanity }> {
  const provided = context.value(recognition.profanity)?.toLowerCase()
  if (provided === undefined) return {}
  const profanity = PROFANITY.find((one) => one === provided)
  if (profanity !== undefined) return { profanity }
  throw new UsageError(`--profanity is "${provided}"; expected one of ${PROFANITY.join(', ')}.`)
}

async function phrasesOf(context: CommandContext): Promise<readonly string[]> {
  const provided = await Promise.all(
    context.values(recognition.phrases).map((one) => resolveValue(one, context.config))
  )
  return provided.flatMap(linesOf)
}
