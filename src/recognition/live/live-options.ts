/** What a client wants of a turn: read from the address it connected to and from what it sent before the audio. @module */
import { z } from 'zod'
import { TICKS_PER_MS } from '../../speech/audio/index.ts'
import { MAX_PHRASES, type RequestedPhrases } from '../phrase-list.ts'

export type Mode = 'interactive' | 'conversation' | 'dictation'

export type LiveOptions = Readonly<{
  /** One phrase and no more, phrases until the audio ends, or these with spoken punctuation. */
  mode: Mode
  /** Absent when the client leaves it to the endpoint. */
  language?: string
  /** The id of an endpoint, or of a model. */
  cid?: string
  /** Languages to choose from by listening, each perhaps with an endpoint. */
  candidates: readonly string[]
  detailed: boolean
  wordTimes: boolean
  profanity: 'masked' | 'removed' | 'raw'
  /** Silence at the start, or after a phrase, that ends the turn. */
  silenceTicks: number
  /** Silence that ends a phrase, where the client says. */
  pauseTicks?: number
  /** A conversation whose speakers are wanted. */
  speakers: boolean
  phraseList: RequestedPhrases
  /** The speaker agrees that the session is logged. */
  storeAudio: boolean
}>

const SILENCE_MS: Readonly<Record<Mode, number>> = {
  interactive: 5_000,
  conversation: 15_000,
  dictation: 15_000
}
const MAX_SILENCE_MS = 120_000

// Clients of every age send other things besides; what is unknown or odd is passed over, as the protocol demands.
const mode = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['interactive', 'conversation', 'dictation']))
const milliseconds = z.coerce.number().min(0).max(MAX_SILENCE_MS)
const segmentation = z
  .object({
    segmentation: z.object({ segmentationSilenceTimeoutMs: milliseconds.optional().catch(undefined) })
  })
  .optional()
  .catch(undefined)
const lowerText = z.string().toLowerCase().optional().catch(undefined)

/** Groups, and items of a group: many times what is used (`MAX_PHRASES`). */
const MAX_ITEMS = 10_000
const shortList = <T extends z.ZodType>(item: T) =>
  z
    .custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= MAX_ITEMS)
    .pipe(z.array(item) as z.ZodType<readonly z.output<T>[], readonly unknown[]>)

const contextShape = z.object({
  phraseDetection: z
    .object({
      mode: mode.optional().catch(undefined),
      language: z.string().optional().catch(undefined),
      initialSilenceTimeout: milliseconds.optional().catch(undefined),
      trailingSilenceTimeout: milliseconds.optional().catch(undefined),
      interactive: segmentation,
      conversation: segmentation,
      dictation: segmentation,
      enrichment: z.object({ profanity: lowerText }).optional().catch(undefined),
      speakerDiarization: z.object({}).optional().catch(undefined),
      customModels: z
        .array(z.object({ language: z.string(), endpoint: z.string() }))
        .optional()
        .catch(undefined)
    })
    .optional()
    .catch(undefined),
  phraseOutput: z
    .object({
      format: lowerText,
      detailed: z
        .object({ options: z.array(z.string()) })
        .optional()
        .catch(undefined)
    })
    .optional()
    .catch(undefined),
  languageId: z
    .object({ languages: z.array(z.string()) })
    .optional()
    .catch(undefined),
  dgi: z
    .object({
      // Counted before any element is checked: faults of a million elements would overflow the stack.
      groups: shortList(z.object({ items: shortList(z.object({ text: z.string() })) })),
      bias: z.number().min(0).max(2).optional().catch(undefined)
    })
    .optional()
    .catch(undefined)
})
const configShape = z.object({ recognition: mode.optional().catch(undefined) })

export type SpeechContext = z.infer<typeof contextShape>
export type SpeechConfig = z.infer<typeof configShape>

/** @throws SyntaxError for what is no JSON, ZodError for what is no object */
export const readContext = (body: string): SpeechContext => contextShape.parse(JSON.parse(body))
/** @throws as `readContext` */
export const readConfig = (body: string): SpeechConfig => configShape.parse(JSON.parse(body))

export type Address = Readonly<{
  /** What the path says of the mode. */
  mode: Mode | undefined
  /** Parameters of the query, their names in lower case. */
  query: ReadonlyMap<string, string>
}>

/**
 * Language: the address, then the context. Mode: the context, the configuration, the path. All else: the context, then
 * the address. Clients open connections before they know what they will recognize on them.
 */
export function readLiveOptions(
  { mode: path, query }: Address,
  context: SpeechContext,
  config: SpeechConfig
): LiveOptions {
  const detection = context.phraseDetection
  const mode = detection?.mode ?? config.recognition ?? path ?? 'conversation'
  const cid = nonEmpty(query.get('cid')) ?? nonEmpty(soleModel(context))
  const language =
    nonEmpty(query.get('language')) ?? (cid === undefined ? nonEmpty(detection?.language) : undefined)
  const own =
    detection?.[mode]?.segmentation.segmentationSilenceTimeoutMs ?? ms(query, 'segmentationsilencetimeoutms')
  const trailing = detection?.trailingSilenceTimeout ?? ms(query, 'endsilencetimeoutms')
  const pause = own ?? (mode === 'interactive' ? trailing : undefined)
  const silence = detection?.initialSilenceTimeout ?? ms(query, 'initialsilencetimeoutms')
  const options = context.phraseOutput?.detailed?.options ?? []
  const profanity = detection?.enrichment?.profanity ?? query.get('profanity')?.toLowerCase()
  return {
    mode,
    ...(language === undefined ? {} : { language }),
    ...(cid === undefined ? {} : { cid }),
    candidates: context.languageId?.languages ?? [],
    detailed: (context.phraseOutput?.format ?? query.get('format')?.toLowerCase()) === 'detailed',
    wordTimes: options.includes('WordTimings') || query.get('wordleveltimestamps')?.toLowerCase() === 'true',
    profanity: profanity === 'removed' || profanity === 'raw' ? profanity : 'masked',
    silenceTicks: (silence === undefined || silence === 0 ? SILENCE_MS[mode] : silence) * TICKS_PER_MS,
    ...(pause === undefined ? {} : { pauseTicks: pause * TICKS_PER_MS }),
    speakers: detection?.speakerDiarization !== undefined,
    phraseList: { phrases: phrasesOf(context), bias: context.dgi?.bias ?? 1 },
    storeAudio: query.get('storeaudio')?.toLowerCase() === 'true'
  }
}

const nonEmpty = (text: string | undefined): string | undefined => (text === '' ? undefined : text)

function ms(query: ReadonlyMap<string, string>, name: string): number | undefined {
  const read = milliseconds.safeParse(query.get(name) ?? undefined)
  return query.has(name) && read.success ? read.data : undefined
}

/** The endpoint of the one language that there is to choose from. */
function soleModel({ languageId, phraseDetection }: SpeechContext): string | undefined {
  const [only, ...others] = languageId?.languages ?? []
  if (only === undefined || others.length > 0) return undefined
  return phraseDetection?.customModels?.find(({ language }) => language === only)?.endpoint
}

const phrasesOf = ({ dgi }: SpeechContext): readonly string[] =>
  (dgi?.groups ?? [])
    .flatMap(({ items }) => items.map(({ text }) => text.trim()))
    .filter((text) => text !== '')
    .slice(0, MAX_PHRASES)
