/** `--output all …` and `--output each …`: tables of what was heard, a line a recording or a line an event. @module */
import { WrongUsage } from '../command-failed.ts'
import type { Heard, Partial, Phrase } from './heard.ts'

const TICKS_PER_MS = 10_000

type Kind = 'recognized' | 'recognizing'
type Event = Phrase | Partial
/** `of`: the events of one kind; none for what is of the recording. */
type Column = Readonly<{ name: string; of?: Kind; item: string }>

/** One of the two tables as it is asked for. */
export type Table = Readonly<{
  columns: readonly Column[]
  file: string | undefined
  type: 'tsv' | 'json'
  header: boolean
}>

const best = (event: Event) => ('nBest' in event ? event.nBest?.[0] : undefined)

/** Parts of the full names; times in ticks of 100 ns, as Speech SDKs have them. */
const OF_EVENT: Readonly<Record<string, (event: Event, kind: Kind) => string | number | undefined>> = {
  text: ({ text }) => text,
  'itn.text': (event) => best(event)?.ITN,
  'lexical.text': (event) => best(event)?.Lexical,
  offset: ({ offsetMilliseconds }) => offsetMilliseconds * TICKS_PER_MS,
  duration: ({ durationMilliseconds }) => durationMilliseconds * TICKS_PER_MS,
  resultid: ({ resultId }) => resultId,
  reason: (_, kind) => (kind === 'recognized' ? 'RecognizedSpeech' : 'RecognizingSpeech'),
  json: (event) => JSON.stringify(event)
}
const OF_RECORDING: Readonly<Record<string, Readonly<{ name: string; of: (heard: Heard) => string }>>> = {
  id: { name: 'audio.input.id', of: ({ id }) => id },
  sessionid: { name: 'recognizer.session.started.sessionid', of: ({ sessionId = '' }) => sessionId }
}
/** Parts of full names that may be left out. */
const PASSED = ['audio', 'input', 'recognizer', 'result', 'session', 'started', 'event', 'tsv']
const ACCEPTED =
  'id, sessionid, [recognized|recognizing] text, itn text, lexical text, offset, duration, resultid, reason and json; file NAME, file type tsv|json and has header true|false'

/** @throws WrongUsage for words that name nothing */
export function readTable(given: readonly string[], option: 'all' | 'each'): Table {
  const words = [...given]
  const columns: Column[] = []
  let kind: Kind = 'recognized'
  let file: string | undefined
  let type: Table['type'] = 'tsv'
  let header = true
  const flag = (): boolean => (/^(true|false)$/.test(words[0] ?? '') ? words.shift() === 'true' : true)
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (PASSED.includes(word)) continue
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
      const name = OF_RECORDING[item]?.name ?? `recognizer.${kind}.result.${item}`
      if (!OF_RECORDING[item] && !OF_EVENT[item]) {
        throw new WrongUsage(
          `--output ${option} ${given.join(' ')}: "${word}" is not known; accepted are ${ACCEPTED}.`
        )
      }
      if (flag()) columns.push({ name, item, ...(OF_RECORDING[item] ? {} : { of: kind }) })
      kind = 'recognized'
    }
  }
  if (columns.length === 0)
    throw new WrongUsage(`--output ${option} names no column; accepted are ${ACCEPTED}.`)
  return { columns, file, type, header }
}

const cellOf = ({ item, of }: Column, heard: Heard, event: Event | undefined, kind: Kind | undefined) =>
  OF_RECORDING[item]?.of(heard) ?? (event && kind && of === kind ? OF_EVENT[item]?.(event, kind) : undefined)

type Row = readonly (string | number | undefined)[]

/** A line a recording; what several phrases tell is joined. */
const rowOfAll = (columns: readonly Column[], heard: Heard): Row =>
  columns.map((column) => {
    const { of } = column
    if (of === undefined) return cellOf(column, heard, undefined, undefined)
    const events = of === 'recognized' ? heard.phrases : (heard.partials ?? [])
    return events.map((event) => cellOf(column, heard, event, of)).join(' ')
  })

/** A line an event, in the order of the recording; those of which nothing is asked have none. */
function rowsOfEach(columns: readonly Column[], heard: Heard): readonly Row[] {
  const events = [
    ...(heard.partials ?? []).map((event) => ({ event, kind: 'recognizing' as const })),
    ...heard.phrases.map((event) => ({ event, kind: 'recognized' as const }))
  ].sort((a, b) => endOf(a.event) - endOf(b.event))
  return events
    .filter(({ kind }) => columns.some(({ of }) => of === kind))
    .map(({ event, kind }) => columns.map((column) => cellOf(column, heard, event, kind)))
}

const endOf = ({ offsetMilliseconds, durationMilliseconds }: Event): number =>
  offsetMilliseconds + durationMilliseconds

export function drawEvents({ columns, type, header }: Table, option: 'all' | 'each', all: readonly Heard[]) {
  const rows = all.flatMap((heard) =>
    option === 'all' ? [rowOfAll(columns, heard)] : rowsOfEach(columns, heard)
  )
  if (type === 'json') {
    const objects = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])))
    return `${JSON.stringify(objects, null, 2)}\n`
  }
  const lines = rows.map((row) => row.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')))
  const titles = header ? [columns.map(({ name }) => name)] : []
  return [...titles, ...lines].map((line) => `${line.join('\t')}\n`).join('')
}
