/**
 * What does customization buy? Three domains of ours (bench/domains), each with text, structured text, pronunciations and
 * synthetic training audio, against unseen utterances of a grammar: word errors of the base and of models of each kind of
 * data and of all, on clean audio and over a noisy telephone line; recall of words that the base lacks; what a general set
 * loses; times. Everything through the REST API of a real service; the speech is `flite`'s.
 * Run: `npx tsx bench/adaptation.ts [--domain=pharmacy] [--quick] [--all]`; the whole takes about 75 minutes on two cores,
 * with `--all` (base and all data, not each kind alone) half of it.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Entity, RestClient } from '../src/demo/rest-client.ts'
import {
  acousticArchive,
  type Clip,
  parseSpokenForms,
  readInTurn,
  secondsOf,
  speak
} from '../src/demo/synthetic-speech.ts'
import { readSettings } from '../src/platform/index.ts'
import { startService } from '../src/service.ts'
import { DOMAINS, type Domain, linesOf, readDomain } from './domains/domain.ts'
import {
  byVoice,
  mostMissed,
  printRow,
  rateWithInterval,
  recallOf,
  type ScoredClip,
  saved
} from './domains/measures.ts'
import { overNoisyLine, SIGNAL_TO_NOISE_DB } from './domains/telephone.ts'

const KEY = 'a-key-for-benches-only-0123456789'
const LOCALE = 'en-US'
/** Each training sentence is read by both; test sentences by all four in turn. */
const TRAINING_VOICES = ['slt', 'rms']
const UNSEEN_VOICES = ['awb', 'kal16']
const VOICES = [...TRAINING_VOICES, ...UNSEEN_VOICES]
const [UTTERANCES, QUICK_UTTERANCES] = [200, 40]

const { values: options } = parseArgs({
  options: {
    domain: { type: 'string' },
    quick: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false }
  }
})
const selected = DOMAINS.filter((name) => options.domain === undefined || options.domain === name)
if (selected.length === 0) throw new Error(`--domain is one of ${DOMAINS.join(', ')}`)

const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
const service = await startService({
  ...readSettings({}),
  host: '127.0.0.1',
  port: 0,
  dataDir,
  key: KEY,
  logLevel: 'error',
  allowPrivateUrls: false,
  generalSet: Number.POSITIVE_INFINITY
})
const api = new RestClient(service.address, KEY)

const ended = (entity: Entity): Promise<Entity> => api.finished(entity, () => undefined)

async function imported(kind: string, content: Buffer<ArrayBuffer>): Promise<Entity> {
  const dataset = await api.post('/datasets', { locale: LOCALE, displayName: kind, kind })
  await api.uploadBlocks(dataset, content)
  return ended(dataset)
}

/** So that the service spends nothing on what was measured already. */
async function forget({ self }: Entity): Promise<void> {
  const headers = { 'Ocp-Apim-Subscription-Key': KEY }
  const answer = await fetch(self, { method: 'DELETE', headers })
  if (!answer.ok) throw new Error(`DELETE ${self}: HTTP ${answer.status} ${await answer.text()}`)
}

type GeneralSet = Readonly<{
  status: string
  reason?: string
  words: number
  baseWordErrorRate: number
  wordErrorRate: number
  relativeChange: number
}>

/** What the service itself found on everyday speech. */
async function generalSetOf(model: Entity): Promise<string> {
  for (;;) {
    const { properties } = await api.get(model.self)
    const found = properties?.generalSet as GeneralSet
    if (found.status === 'Succeeded') {
      const [base, custom, change] = [found.baseWordErrorRate, found.wordErrorRate, found.relativeChange].map(
        (share) => `${(100 * share).toFixed(1)} %`
      )
      return `${found.words} words: base ${base}, all ${custom}, ${change} more errors`
    }
    if (found.status === 'NotRun') return `not heard: ${found.reason}`
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

const spoken = async (clips: readonly Clip[]): Promise<Entity> =>
  imported('Acoustic', await acousticArchive(clips))

type Report = Readonly<{
  words: Readonly<{ added: readonly Readonly<{ word: string }>[] }>
  languageModel?: Readonly<{ weight: number }>
  acoustics?: Readonly<{ method: string }>
}>
type Trained = Readonly<{ model: Entity; seconds: number; report: Report }>

async function trained(name: string, datasets: readonly Entity[]): Promise<Trained> {
  const started = performance.now()
  const created = await api.post('/models', {
    locale: LOCALE,
    displayName: name,
    datasets: datasets.map(({ self }) => ({ self }))
  })
  const model = await ended(created)
  const seconds = (performance.now() - started) / 1000
  const file = (await api.files(model)).find(({ name: own }) => own === 'report.json')
  if (!file) throw new Error(`${name} has no report`)
  return { model, seconds, report: await api.content<Report>(file) }
}

/** What two models hear of one test set. */
async function recognizeWith(
  test: Entity,
  model1: Entity,
  model2: Entity
): Promise<readonly [readonly ScoredClip[], readonly ScoredClip[]]> {
  const created = await api.post('/evaluations', {
    locale: LOCALE,
    displayName: 'bench',
    dataset: { self: test.self },
    model1: { self: model1.self },
    model2: { self: model2.self }
  })
  const evaluation = await ended(created)
  const headers = { 'Ocp-Apim-Subscription-Key': KEY }
  const answer = await fetch(`${evaluation.self}/utterances`, { headers })
  if (!answer.ok) throw new Error(`${evaluation.self}/utterances: HTTP ${answer.status}`)
  type Line = Readonly<{
    audio: string
    model1: Omit<ScoredClip, 'audio'>
    model2: Omit<ScoredClip, 'audio'>
  }>
  const lines = linesOf(await answer.text()).map((line) => JSON.parse(line) as Line)
  await forget(evaluation)
  return [
    lines.map(({ audio, model1: { score } }) => ({ audio, score })),
    lines.map(({ audio, model2: { score } }) => ({ audio, score }))
  ]
}

const choicesOf = ({ seconds, report: { languageModel, acoustics } }: Trained): string =>
  [
    `${seconds.toFixed(0)} s`,
    ...(languageModel ? [`weight ${languageModel.weight}`] : []),
    ...(acoustics ? [`sound ${acoustics.method}`] : [])
  ].join(', ')

async function measure(domain: Domain, base: Entity): Promise<void> {
  const started = performance.now()
  const forms = parseSpokenForms(linesOf(domain.pronunciations))
  const read = (sentences: readonly string[], voices: readonly string[], count: number) =>
    speak(readInTurn(sentences, voices, count), forms, () => undefined)
  const training = await read(domain.audio, TRAINING_VOICES, TRAINING_VOICES.length)
  const tests = await read(domain.tests, VOICES, 1)
  const text = await imported('Language', Buffer.from(domain.text))
  const structured = await imported('LanguageMarkdown', Buffer.from(domain.structured))
  const pronunciations = await imported('Pronunciation', Buffer.from(domain.pronunciations))
  const audio = await spoken(training)
  const lineAudio = await spoken(training.map(overNoisyLine))
  const clean = await spoken(tests)
  const line = await spoken(tests.map(overNoisyLine))

  console.log(
    `\n${domain.name}: ${tests.length} unseen utterances (${secondsOf(tests).toFixed(0)} s), ${secondsOf(training).toFixed(0)} s of training audio`
  )
  // What says the most comes first: a run may be cut off anywhere.
  const ofAll = await trained('all', [text, structured, pronunciations, audio])
  const newWords = new Set(ofAll.report.words.added.map(({ word }) => word))
  console.log(`${newWords.size} words of its data are not in the base`)
  printRow([
    'model',
    'word error rate',
    'training voices',
    'other voices',
    'new words',
    'training and choices'
  ])
  const show = (name: string, recognized: readonly ScoredClip[], own?: Trained): void =>
    printRow([
      name,
      rateWithInterval(recognized),
      rateWithInterval(byVoice(recognized, TRAINING_VOICES)),
      rateWithInterval(byVoice(recognized, UNSEEN_VOICES)),
      recallOf(newWords, recognized),
      own ? choicesOf(own) : ''
    ])
  const [byBase, byAll] = await recognizeWith(clean, base, ofAll.model)
  show('base', byBase)
  show('all', byAll, ofAll)
  console.log(
    `  ${saved(byBase, byAll)} errors; new words missed: ${mostMissed(newWords, byAll, 8) || 'none'}`
  )

  const ofLine = await trained('all, its audio from the line', [text, structured, pronunciations, lineAudio])
  const [lineByBase, lineByAll] = await recognizeWith(line, base, ofLine.model)
  show('telephone: base', lineByBase)
  show('telephone: all', lineByAll, ofLine)
  console.log(`  ${saved(lineByBase, lineByAll)} errors`)

  await forget(ofLine.model)

  console.log(`  general test set, ${await generalSetOf(ofAll.model)}`)

  if (options.all) return
  const ofText = await trained('text', [text])
  const ofStructured = await trained('structured text', [structured])
  const [byText, byStructured] = await recognizeWith(clean, ofText.model, ofStructured.model)
  show('text', byText, ofText)
  show('structured text', byStructured, ofStructured)
  await Promise.all([forget(ofText.model), forget(ofStructured.model)])
  const ofPronunciation = await trained('pronunciation', [pronunciations])
  const ofAudio = await trained('audio', [audio])
  const [byPronunciation, byAudio] = await recognizeWith(clean, ofPronunciation.model, ofAudio.model)
  show('pronunciation', byPronunciation, ofPronunciation)
  show('audio', byAudio, ofAudio)
  await Promise.all([forget(ofPronunciation.model), forget(ofAudio.model)])
  console.log(`the domain took ${((performance.now() - started) / 60_000).toFixed(1)} minutes`)
}

try {
  console.log(`${cpus()[0]?.model ?? ''}, ${availableParallelism()} cores; Node ${process.version}`)
  console.log(
    `Synthetic speech (flite). Training audio: ${TRAINING_VOICES.join(', ')}; tests: ${VOICES.join(', ')}.`
  )
  console.log(`Telephone: pink noise at ${SIGNAL_TO_NOISE_DB} dB, 300 to 3,400 Hz, 8 kHz mu-law.`)
  console.log('Rates with 95 % intervals (bootstrap over utterances).')
  const base = (await api.get<{ values: Entity[] }>('/models/base')).values[0]
  if (!base) throw new Error('the service has no base model')
  for (const name of selected)
    await measure(await readDomain(name, options.quick ? QUICK_UTTERANCES : UTTERANCES), base)
} finally {
  await service.close()
  await rm(dataDir, { recursive: true, force: true })
}
