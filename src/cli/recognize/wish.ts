/** What `recognize` is asked for, read from its options and checked before anything is heard. @module */

import { lookedUp } from '../arguments.ts'
import { linesOf } from '../audio-files.ts'
import { readChecks } from '../checks/read-checks.ts'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import { propertiesOf } from '../run/request-body.ts'
import type { Entity, Service } from '../service.ts'
import type { Options } from '../session.ts'

/** Live over a WebSocket; as a whole by fast transcription; one utterance by one request. */
export const WAYS = ['live', 'fast', 'rest'] as const
export type Way = (typeof WAYS)[number]

export type Wish = Readonly<{
  way: Way
  /** Ends with the first phrase. */
  once: boolean
  language: string
  /** Id of an endpoint; the base model answers without one. */
  endpoint?: string
  /** Address of a model, of the endpoint's where there is one. */
  model?: string
  logging: boolean
  profanity?: Profanity
  phrases: readonly string[]
  /** N-best with lexical and other forms. */
  detailed: boolean
  wordTimes: boolean
  channels?: readonly number[]
  /** Whole recordings only. */
  diarization: boolean
  /** Listens no longer than that. */
  timeoutMs?: number
  /** Silence at the beginning, and after a phrase, that ends a turn. */
  silenceMs?: number
  /** Silence that ends a phrase. */
  pauseMs?: number
}>

const PROFANITY = ['masked', 'removed', 'raw'] as const
export type Profanity = (typeof PROFANITY)[number]

const METHODS = ['continuous', 'once', 'once+', 'rest']

/** @throws WrongUsage for what does not go together, CommandFailed for an endpoint that does not answer */
export async function readWish(options: Options, service: Service): Promise<Wish> {
  const way = wayOf(options)
  const address = recognitionAddress(options)
  const endpoint = address
    ? (address.searchParams.get('cid') ?? undefined)
    : options.one('endpoint')?.trim().replace(/^.*\//, '')
  const deployed =
    endpoint === undefined
      ? undefined
      : await service.json(service.addressOf('endpoints', address ? endpoint : options.require('endpoint')))
  if (way === 'fast' && deployed) refuseSilent(deployed)
  const language = languageOf(options) ?? address?.searchParams.get('language') ?? deployed?.locale ?? 'en-US'
  const named = options.one('model')
  const ofEndpoint = deployed?.model as { self?: string } | undefined
  const model = named === undefined ? ofEndpoint?.self : service.addressOf('models', named)
  const timeoutMs = options.number('listenFor')
  const wish: Wish = {
    way,
    once: options.has('once') || options.one('method') === 'once',
    language,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(model === undefined ? {} : { model }),
    logging: options.flag('logging'),
    ...profanityOf(options),
    phrases: (await phrasesOf(options)).slice(),
    detailed: wantsDetail(options),
    wordTimes: options.flag('wordTimes'),
    diarization: options.flag('diarization'),
    ...silencesOf(options),
    ...(options.has('channels') ? { channels: options.list('channels').map(Number) } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs })
  }
  refuseTogether(options, wish)
  requireTranscripts(options)
  return wish
}

/** `--endpoint wss://…/speech/…?cid=ID`, as Speech SDKs name endpoints; ids and entities are none. */
export function recognitionAddress(options: Options): URL | undefined {
  const given = options.one('endpoint')?.trim().replace(/^ws/i, 'http')
  if (given === undefined || !URL.canParse(given)) return undefined
  const address = new URL(given)
  return /^\/(speech|stt)\//.test(address.pathname) ? address : undefined
}

/** Properties of Speech SDKs that mean something here. */
const SILENCES: Readonly<Record<string, 'silenceMs' | 'pauseMs'>> = {
  speechserviceconnection_initialsilencetimeoutms: 'silenceMs',
  speechserviceconnection_endsilencetimeoutms: 'pauseMs',
  speech_segmentationsilencetimeoutms: 'pauseMs'
}

function silencesOf(options: Options): Readonly<{ silenceMs?: number; pauseMs?: number }> {
  const silences: { silenceMs?: number; pauseMs?: number } = {}
  for (const [name, value] of propertiesOf(options)) {
    const key = SILENCES[name.toLowerCase()]
    if (key === undefined || typeof value !== 'number') {
      throw new WrongUsage(
        `--property ${name}=${String(value)} means nothing here; accepted are Speech_SegmentationSilenceTimeoutMs, SpeechServiceConnection_InitialSilenceTimeoutMs and SpeechServiceConnection_EndSilenceTimeoutMs with milliseconds.`
      )
    }
    silences[key] = value
  }
  return silences
}

/** Before anything is heard: rates of words that nobody said to be spoken cannot be worked out. */
function requireTranscripts(options: Options): void {
  const forms = { text: 'transcript', itn: 'transcriptItn', lexical: 'transcriptLexical' } as const
  for (const check of readChecks(options.all('check'))) {
    if (check.kind === 'wer' && !options.has(forms[check.form])) options.require('transcript')
  }
}

const DETAIL_WANTED = ['outputBatch', 'outputBatchFile', 'outputAll', 'outputEach'] as const

function wantsDetail(options: Options): boolean {
  const checks = readChecks(options.all('check'))
  return (
    options.flag('wordTimes') ||
    DETAIL_WANTED.some((key) => options.has(key)) ||
    checks.some((check) => check.kind !== 'answer' && check.form !== 'text')
  )
}

/** A model that is not deployed, and channels, are heard in whole recordings only. */
function wayOf(options: Options): Way {
  const method = options.one('method')
  if (method !== undefined && !METHODS.includes(method)) {
    throw new WrongUsage(`--recognize ${method} is not known; accepted are ${METHODS.join(', ')}.`)
  }
  if (options.has('rest') || method === 'rest') return 'rest'
  const spoken = (['microphone', 'live', 'once'] as const).some((key) => options.has(key))
  if (options.flag('fast')) return 'fast'
  const whole = (['model', 'channels', 'diarization'] as const).some((key) => options.has(key))
  return !spoken && options.one('file') !== '-' && whole ? 'fast' : 'live'
}

function refuseTogether(options: Options, { way, once, phrases }: Wish): void {
  if (way !== 'fast' && options.has('model')) {
    throw new WrongUsage(
      'Live and by --rest, speech is heard by an endpoint or the base model; leave --model out, deploy it, or take --fast.'
    )
  }
  if (way !== 'fast' && (options.has('channels') || options.has('diarization'))) {
    throw new WrongUsage('Channels and speakers are told apart by --fast only.')
  }
  if (way === 'fast' && (options.has('microphone') || options.one('file') === '-')) {
    throw new WrongUsage('--fast hears whole recordings; leave it out for what is spoken now.')
  }
  if (way === 'fast' && once) {
    throw new WrongUsage('--fast hears whole recordings; leave it out for --once.')
  }
  if (way === 'rest' && phrases.length > 0) {
    throw new WrongUsage('--rest takes no phrases; leave it out, and they are heard.')
  }
}

/** Fast transcription asks the model itself, so that the endpoint could not say no. */
function refuseSilent({ self, displayName, status, properties }: Entity): void {
  const name = `The endpoint ${self.replace(/^.*\//, '')} ("${displayName}")`
  if (properties?.paused === true) {
    throw new CommandFailed(`${name} is paused; it answers again once it is resumed.`)
  }
  if (status !== 'Succeeded') throw new CommandFailed(`${name} does not answer; its status is ${status}.`)
}

function languageOf(options: Options): string | undefined {
  const [first, ...others] = options.list('spokenLanguage')
  if (others.length > 0) {
    throw new WrongUsage(
      `The languages are ${[first, ...others].join(', ')}; the service cannot find out which is spoken: name the one that is.`
    )
  }
  return first
}

function profanityOf(options: Options): Readonly<{ profanity?: Profanity }> {
  const given = options.one('maskProfanity')?.toLowerCase()
  if (given === undefined) return {}
  const profanity = PROFANITY.find((one) => one === given)
  if (profanity !== undefined) return { profanity }
  throw new WrongUsage(`--profanity is "${given}"; accepted are ${PROFANITY.join(', ')}.`)
}

async function phrasesOf(options: Options): Promise<readonly string[]> {
  const given = await Promise.all(options.all('phrases').map((one) => lookedUp(one, options.config)))
  return given.flatMap(linesOf)
}
