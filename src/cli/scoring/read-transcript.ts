/** Reads references and hypotheses in the formats of NIST sclite (trn, ctm, stm) and plain lines. @module */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { WordOrAlternatives } from '../../speech/scoring/index.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { spokenWords, type TimedWord, timedWords } from './alternatives.ts'

export const FORMATS = ['trn', 'txt', 'ctm', 'stm'] as const
export type Format = (typeof FORMATS)[number]

export type Utterance = Readonly<{ id: string; speaker: string; words: readonly WordOrAlternatives[] }>

/** A part of a recording, in seconds; `words` is undefined when it is excluded from scoring. */
export type Segment = Readonly<{
  id: string
  recording: string
  speaker: string
  from: number
  to: number
  words: readonly WordOrAlternatives[] | undefined
}>

export type Transcript =
  | Readonly<{ form: 'utterances'; utterances: readonly Utterance[] }>
  | Readonly<{ form: 'words'; words: readonly TimedWord[] }>
  | Readonly<{ form: 'segments'; segments: readonly Segment[] }>

/** @throws CommandError naming file and line; UsageError for an unknown format */
export async function readTranscript(path: string, format: string | undefined): Promise<Transcript> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  const numbered = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
    .filter(({ line }) => line.trim() !== '' && !line.startsWith(';;'))
  // In plain text an empty line is an utterance without words.
  switch (formatOf(path, format, text)) {
    case 'ctm':
      return { form: 'words', words: timedWords(numbered) }
    case 'stm':
      return { form: 'segments', segments: numbered.map(segment) }
    case 'trn':
      return { form: 'utterances', utterances: numbered.map(utterance) }
    default:
      return { form: 'utterances', utterances: plainLines(text) }
  }
}

function formatOf(path: string, requested: string | undefined, text: string): Format {
  const name = requested ?? extname(path).slice(1).toLowerCase()
  const known = FORMATS.find((format) => format === name)
  if (known && (requested !== undefined || known !== 'txt')) return known
  if (requested !== undefined)
    throw new UsageError(`Unknown format "${requested}"; expected one of ${FORMATS.join(', ')}.`)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  return lines.length > 0 && lines.every((line) => /\(\S+\)\s*$/.test(line)) ? 'trn' : 'txt'
}

type Line = Readonly<{ line: string; at: string }>

const speakerOf = (id: string): string => /^[^-_]+/.exec(id)?.[0] ?? id

function utterance({ line, at }: Line): Utterance {
  const found = /^(.*)\((\S+)\)\s*$/.exec(line)
  if (!found)
    throw new CommandError(`${at}: a trn line ends with the ID in parentheses, as in: turn on (ann-1)`)
  const id = (found[2] ?? '').toLowerCase()
  return { id, speaker: speakerOf(id), words: spokenWords(found[1] ?? '', at) }
}

function plainLines(text: string): readonly Utterance[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return lines.map((line, index) => {
    const [name, words] = line.includes('\t') ? line.split('\t') : [undefined, line]
    const id = name ?? `line-${String(index + 1).padStart(4, '0')}`
    return { id, speaker: speakerOf(id), words: spokenWords(words ?? '', `line ${index + 1}`) }
  })
}

function segment({ line, at }: Line, index: number): Segment {
  const [, file = '', channel = '', speaker = '', from = '', to = '', rest = ''] =
    /^\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*(.*)$/.exec(line) ?? []
  if (file === '' || !Number.isFinite(Number(from)) || !Number.isFinite(Number(to))) {
    throw new CommandError(`${at}: an stm line is: file channel speaker start end [<labels>] words`)
  }
  const text = rest.replace(/^<[^>]*>\s*/, '')
  return {
    id: `${speaker}-${String(index).padStart(3, '0')}`.toLowerCase(),
    recording: `${file} ${channel}`.toLowerCase(),
    speaker: speaker.toLowerCase(),
    from: Number(from),
    to: Number(to),
    words: /^ignore_time_segment_in_scoring$/i.test(text.trim()) ? undefined : spokenWords(text, at)
  }
}
