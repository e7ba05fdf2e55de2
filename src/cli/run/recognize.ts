/** `recognize`: recordings of this machine into text, subtitles or JSON, and a check of their word error rate. @module */
import { openAsBlob } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { align, errors, sumScores } from '../../speech/scoring/index.ts'
import { CommandFailed, EXIT, WrongUsage } from '../command-failed.ts'
import { writeText } from '../keep-output.ts'
import type { Service } from '../service.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'
import { listen } from './listen.ts'
import { type Phrase, srt, vtt } from './subtitles.ts'

type Heard = Readonly<{
  file: string
  text: string
  durationMilliseconds: number
  phrases: readonly Phrase[]
}>
type Fast = Readonly<{
  durationMilliseconds: number
  combinedPhrases: readonly Readonly<{ text: string }>[]
  phrases: readonly Phrase[]
}>
type Hear = (file: string) => Promise<Heard>

const PATIENCE_MS = 6 * 3_600_000
const TICKS_PER_MS = 10_000

export async function recognize(options: Options): Promise<number | undefined> {
  if (options.has('audioUrl')) return finished(options, [await hearAddress(options)])
  if (isLive(options)) return finished(options, [await hearWhileSpoken(options)])
  const files = await filesOf(options)
  const service = await options.service()
  const hear = options.has('once') ? shortAudio(options, service) : await fastTranscription(options, service)
  const all: Heard[] = []
  for (const [index, file] of files.entries()) {
    terminal.begin(`Recognizing ${file}${files.length > 1 ? ` (${index + 1} of ${files.length})` : ''}`)
    all.push(await hear(file))
    terminal.end('Done!')
  }
  return finished(options, all)
}

async function finished(options: Options, all: readonly Heard[]): Promise<number | undefined> {
  await write(options, all)
  return check(options, all)
}

/** Where nothing else was asked for, each phrase is written as soon as it is final. */
async function hearWhileSpoken(options: Options): Promise<Heard> {
  const file = options.has('microphone') ? undefined : options.require('file')
  const phrases: Phrase[] = []
  await listen(options, await options.service(), file, (phrase) => {
    phrases.push(phrase)
    if (plainly(options)) terminal.out(phrase.text)
  })
  const last = phrases.at(-1)
  return {
    file: file ?? 'microphone',
    text: phrases.map(({ text }) => text).join('\n'),
    durationMilliseconds: last ? last.offsetMilliseconds + last.durationMilliseconds : 0,
    phrases
  }
}

const WRITTEN = ['outputSrt', 'outputVtt', 'outputTsv', 'outputJson', 'outputFile', 'json'] as const
const plainly = (options: Options): boolean => WRITTEN.every((key) => !options.has(key))
const isLive = ({ has, one }: Options): boolean => has('microphone') || has('live') || one('file') === '-'

/** The service fetches the recording itself. */
async function hearAddress(options: Options): Promise<Heard> {
  const address = options.require('audioUrl')
  const service = await options.service()
  terminal.begin(`Recognizing ${address}`)
  const heard = await (await fastTranscription(options, service))(address)
  terminal.end('Done!')
  return heard
}

async function filesOf(options: Options): Promise<readonly string[]> {
  const one = options.one('file')
  const patterns = options.all('files')
  const named = await Promise.all(
    patterns.map(async (pattern) =>
      pattern.startsWith('@')
        ? (await options.config.require(pattern.slice(1)))
            .split(/[;\r\n]+/)
            .filter((line) => line.trim() !== '')
        : pattern.includes('*') || pattern.includes('?')
          ? matching(pattern)
          : [pattern]
    )
  )
  const files = [...(one === undefined ? [] : one.split(';')), ...named.flat()].map((file) => file.trim())
  if (files.length > 0) return files
  if (patterns.length > 0) throw new CommandFailed(`No file matches ${patterns.join(' ')}.`)
  throw new WrongUsage(
    'recognize needs audio.',
    'USE: vernacular recognize --file a.wav | --files "calls/*.wav" | --url URL | --microphone'
  )
}

async function matching(pattern: string): Promise<readonly string[]> {
  const folder = dirname(pattern)
  const name = new RegExp(
    `^${basename(pattern)
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`
  )
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((one) => name.test(one))
    .sort()
    .map((one) => join(folder, one))
}

/** A whole recording of any length; an endpoint stands for the model that it answers with. */
async function fastTranscription(options: Options, service: Service): Promise<Hear> {
  const endpoint = options.one('endpoint')
  const deployed =
    endpoint === undefined ? undefined : await service.json(service.addressOf('endpoints', endpoint))
  const locale = options.one('language') ?? deployed?.locale ?? 'en-US'
  const named = options.one('model')
  const ofEndpoint = deployed?.model as { self?: string } | undefined
  const model = named === undefined ? ofEndpoint?.self : service.addressOf('models', named)
  const definition = {
    locales: [locale],
    ...(model === undefined ? {} : { models: { [locale]: model } }),
    ...(options.has('channels') ? { channels: options.list('channels').map(Number) } : {})
  }
  return async (file) => {
    const form = new FormData()
    const fetched = options.has('audioUrl') ? { audioUrl: file } : {}
    form.set('definition', JSON.stringify({ ...definition, ...fetched }))
    if (!options.has('audioUrl')) form.set('audio', await audioOf(file), basename(file))
    const { durationMilliseconds, combinedPhrases, phrases } = await service.json<Fast>(
      `${service.origin}/speechtotext/transcriptions:transcribe?api-version=2025-10-15`,
      { method: 'POST', body: form, timeoutMs: PATIENCE_MS }
    )
    return { file, text: combinedPhrases.map(({ text }) => text).join('\n'), durationMilliseconds, phrases }
  }
}

async function audioOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`)
  }
}

type Short = Readonly<{ RecognitionStatus: string; Offset: number; Duration: number; DisplayText?: string }>

function shortAudio(options: Options, service: Service): Hear {
  const query = new URLSearchParams({ language: options.one('language') ?? 'en-US', format: 'simple' })
  const endpoint = options.one('endpoint')
  if (endpoint !== undefined) query.set('cid', endpoint.trim().replace(/^.*\//, ''))
  if (options.has('model'))
    throw new WrongUsage('--once hears by an endpoint or the base model; leave --model out.')
  if (options.flag('logging')) query.set('storeAudio', 'true')
  return async (file) => {
    const audio = await readFile(file).catch((error: unknown) => {
      throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`)
    })
    const { Offset, Duration, DisplayText } = await service.json<Short>(
      `${service.origin}/speech/recognition/conversation/cognitiveservices/v1?${query}`,
      { method: 'POST', body: Uint8Array.from(audio), headers: { 'Content-Type': 'audio/wav' } }
    )
    const text = DisplayText ?? ''
    const phrase = {
      offsetMilliseconds: Math.round(Offset / TICKS_PER_MS),
      durationMilliseconds: Math.round(Duration / TICKS_PER_MS),
      text
    }
    return {
      file,
      text,
      durationMilliseconds: phrase.durationMilliseconds,
      phrases: text === '' ? [] : [phrase]
    }
  }
}

async function write(options: Options, all: readonly Heard[]): Promise<void> {
  let written = false
  const to = async (target: string, text: string): Promise<void> => {
    written = true
    if (target === '-') terminal.out(text)
    else await writeText(target, text)
  }
  for (const [key, ending, draw] of [
    ['outputSrt', 'srt', srt],
    ['outputVtt', 'vtt', vtt]
  ] as const) {
    const target = options.one(key)
    if (target === undefined) continue
    for (const { file, phrases } of all) {
      const own = `output.${basename(file, extname(file))}.${ending}`
      if (target !== 'true' && target !== '-' && all.length > 1) {
        throw new WrongUsage(
          `--output ${ending} ${target} names one file, and there are ${all.length}; leave the name out.`
        )
      }
      await to(target === 'true' ? own : target, draw(phrases))
    }
  }
  const lines = all.map(({ file, text }) => `${file}\t${text.replace(/\s+/g, ' ')}\n`).join('')
  const tsv = options.one('outputTsv')
  if (tsv !== undefined) await to(tsv === 'true' ? 'output.tsv' : tsv, lines)
  const json = options.one('outputJson') ?? (options.flag('json') ? '-' : undefined)
  if (json !== undefined) await to(json, `${JSON.stringify(all, null, 2)}\n`)
  const plain = all.length === 1 ? `${all[0]?.text ?? ''}\n` : lines
  const file = options.one('outputFile')
  if (file !== undefined) await to(file, plain)
  if (!written && !isLive(options)) terminal.out(plain)
}

const trimmed = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/[.?!]+$/, ''))
    .filter((word) => word !== '')

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b
}

/** `wer OP N`: whole percent of errors over words, as written, without `. ? !`. */
async function check(options: Options, all: readonly Heard[]): Promise<number | undefined> {
  if (!options.has('check')) return undefined
  const [what, operator = '', limit = ''] = options.all('check').flatMap((word) => word.split(/\s+/))
  const holds = COMPARISONS[operator]
  if (what !== 'wer' || !holds || !/^\d+(\.\d+)?$/.test(limit)) {
    throw new WrongUsage(
      `--check ${options.all('check').join(' ')} is not known.`,
      'USE: --check wer le 10 --transcript TEXT'
    )
  }
  const said = await transcripts(options, all)
  const total = sumScores(all.map(({ text }, index) => align(trimmed(said[index] ?? ''), trimmed(text))))
  const rate = Math.round((100 * errors(total)) / Math.max(1, total.words))
  if (holds(rate, Number(limit))) {
    terminal.say(`CHECK: wer is ${rate}`)
    return undefined
  }
  terminal.warn(`wer is ${rate}, not ${operator} ${limit}`)
  return options.flag('ignoreChecks') ? undefined : EXIT.failed
}

async function transcripts(options: Options, all: readonly Heard[]): Promise<readonly string[]> {
  const given = options.require('transcript')
  const text = given.startsWith('@') ? await options.config.require(given.slice(1)) : given
  const [only] = all
  if (all.length === 1 && only && !text.includes('\t')) return [text]
  const byName = new Map(
    text.split(/\r?\n/).map((line) => {
      const [name = '', words = ''] = line.split('\t')
      return [basename(name), words]
    })
  )
  return all.map(({ file }) => {
    const words = byName.get(basename(file))
    if (words === undefined)
      throw new CommandFailed(
        `The transcript has no line for ${basename(file)}; file, tab, words is accepted.`
      )
    return words
  })
}
