/** `--output all …` and `--output each …`: tables with one row per recording or one row per event. @module */
import { TICKS_PER_MS } from '../../speech/audio/ticks.ts'
import { UsageError } from '../command-error.ts'
import type { Hypothesis, Phrase, RecognizedAudio } from './recognition-result.ts'

type EventKind = 'recognized' | 'recognizing'
type RecognitionEvent = Phrase | Hypothesis
/** `of` is the kind of events that have the item; absent for items of the whole recording. */
type Column = Readonly<{ name: string; of?: EventKind; item: string }>

/** One of the two tables, as the option describes it. */
export type Table = Readonly<{
  columns: readonly Column[]
  file: string | undefined
  type: 'tsv' | 'json'
  header: boolean
}>

const best = (event: RecognitionEvent) => ('nBest' in event ? event.nBest?.[0] : undefined)

/** Items by the last part of their full names; times in ticks of 100 ns, as in Speech SDKs. */
const EVENT_ITEMS: Readonly<
  Record<string, (event: RecognitionEvent, kind: EventKind) => string | number | undefined>
> = {
  text: ({ text }) => text,
  'itn.text': (event) => best(event)?.ITN,
  'lexical.text': (event) => best(event)?.Lexical,
  offset: ({ offsetMilliseconds }) => offsetMilliseconds * TICKS_PER_MS,
  duration: ({ durationMilliseconds }) => durationMilliseconds * TICKS_PER_MS,
  resultid: ({ resultId }) => resultId,
  reason: (_, kind) => (kind === 'recognized' ? 'RecognizedSpeech' : 'RecognizingSpeech'),
  json: (event) => JSON.stringify(event)
}
const RECORDING_ITEMS: Readonly<
  Record<string, Readonly<{ name: string; of: (recognized: RecognizedAudio) => string }>>
> = {
  id: { name: 'audio.input.id', of: ({ id }) => id },
  sessionid: { name: 'recognizer.session.started.sessionid', of: ({ sessionId = '' }) => sessionId }
}
/** Parts of full names that are optional. */
const OPTIONAL_WORDS = ['audio', 'input', 'recognizer', 'result', 'session', 'started', 'event', 'tsv']
const ACCEPTED =
  'id, sessionid, [recognized|recognizing] text, itn text, lexical text, offset, duration, resultid, reason and json; file NAME, file type tsv|json and has header true|false'

/** @throws UsageError for an unknown column */
export function readTable(items: readonly string[], option: 'all' | 'each'): Table {
  const words = [...items]
  const columns: Column[] = []
  let kind: EventKind = 'recognized'
  let file: string | undefined
  let type: Table['type'] = 'tsv'
  let header = true
  const flag = (): boolean => (/^(true|false)$/.test(words[0] ?? '') ? words.shift() === 'true' : true)
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (OPTIONAL_WORDS.includes(word)) continue
    if (word === 'recognized' || word === 'recognizing') {
      kind = word
    } else if (word === 'file' && words[0] === 'type') {
      type = words.splice(0, 2)[1] === 'json' ? 'json' : 'tsv'
    } else if (word === 'has' || (word === 'file' && words[0] === 'has')) {
      words.splice(0, words.indexOf('header') + 1)
      header = flag()
    } else if (word === 'file') {
      if (words[0] === 'name') words.shift()
      file = words.shift()
    } else {
      if ((word === 'itn' || word === 'lexical') && words[0] === 'text') words.shift()
      const item = word === 'itn' || word === 'lexical' ? `${word}.text` : word
      const name = RECORDING_ITEMS[item]?.name ?? `recognizer.${kind}.result.${item}`
      if (!RECORDING_ITEMS[item] && !EVENT_ITEMS[item]) {
        throw new UsageError(
          `--output ${option} ${items.join(' ')}: "${word}" is not a column; the columns are ${ACCEPTED}.`
        )
      }
      if (flag()) columns.push({ name, item, ...(RECORDING_ITEMS[item] ? {} : { of: kind }) })
      kind = 'recognized'
    }
  }
  if (columns.length === 0)
    throw new UsageError(`--output ${option} needs a column; the columns are ${ACCEPTED}.`)
  return { columns, file, type, header }
}

const cellOf = (
  { item, of }: Column,
  recognized: RecognizedAudio,
  event: RecognitionEvent | undefined,
  kind: EventKind | undefined
) =>
  RECORDING_ITEMS[item]?.of(recognized) ??
  (event && kind && of === kind ? EVENT_ITEMS[item]?.(event, kind) : undefined)

type Row = readonly (string | number | undefined)[]

/** One row per recording; the values of several phrases are joined. */
const rowOfAll = (columns: readonly Column[], recognized: RecognizedAudio): Row =>
  columns.map((column) => {
    const { of } = column
    if (of === undefined) return cellOf(column, recognized, undefined, undefined)
    const events = of === 'recognized' ? recognized.phrases : (recognized.hypotheses ?? [])
    return events.map((event) => cellOf(column, recognized, event, of)).join(' ')
  })

/** One row per event in the order of the recording, for the kinds of events that a column needs. */
function rowsOfEach(columns: readonly Column[], recognized: RecognizedAudio): readonly Row[] {
  const events = [
    ...(recognized.hypotheses ?? []).map((event) => ({ event, kind: 'recognizing' as const })),
    ...recognized.phrases.map((event) => ({ event, kind: 'recognized' as const }))
  ].sort((a, b) => endOf(a.event) - endOf(b.event))
  return events
    .filter(({ kind }) => columns.some(({ of }) => of === kind))
    .map(({ event, kind }) => columns.map((column) => cellOf(column, recognized, event, kind)))
}

const endOf = ({ offsetMilliseconds, durationMilliseconds }: RecognitionEvent): number =>
  offsetMilliseconds + durationMilliseconds

export function formatTable(
  { columns, type, header }: Table,
  option: 'all' | 'each',
  all: readonly RecognizedAudio[]
) {
  const rows = all.flatMap((recognized) =>
    option === 'all' ? [rowOfAll(columns, recognized)] : rowsOfEach(columns, recognized)
  )
  if (type === 'json') {
    const objects = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])))
    return `${JSON.stringify(objects, null, 2)}\n`
  }
  const lines = rows.map((row) => row.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')))
  const titles = header ? [columns.map(({ name }) => name)] : []
  return [...titles, ...lines].map((line) => `${line.join('\t')}\n`).join('')
}
