/** `npm run demo`: from raw text and audio to a measured, deployed custom model, through the REST API only. @module */
import { readFile } from 'node:fs/promises'
import { drawAlignment, errorRateInterval, type WordScore } from '../speech/scoring/index.ts'
import { type OwnService, startOwnService, stopOwnService } from './own-service.ts'
import { type Entity, RestClient } from './rest-client.ts'
import {
  acousticArchive,
  type Clip,
  parseSpokenForms,
  type Reading,
  readByEach,
  readInTurn,
  secondsOf,
  speak
} from './synthetic-speech.ts'
import { Terminal } from './terminal.ts'

/** The crew's own voices, and one that no model has ever heard. */
const CREW = ['slt', 'rms', 'awb']
const STRANGER = 'kal16'
const PAIRING = { locale: 'en-US' } as const

type Detail = Readonly<{ audio: string; reference: string; recognition: string; score: WordScore }>
type Trained = Readonly<{ name: string; model: Entity; seconds: number; bytes: number }>
type Measured = Trained & Readonly<{ scores: readonly Detail[]; baseScores: readonly Detail[] }>

const terminal = new Terminal()
const example = (name: string): Promise<string> =>
  readFile(new URL(`../../examples/tidal/${name}`, import.meta.url), 'utf8')
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '')

async function clips(title: string, readings: readonly Reading[]): Promise<readonly Clip[]> {
  terminal.step(title)
  const spoken = parseSpokenForms(linesOf(await example('pronunciations.txt')))
  const made = await speak(readings, spoken, (done, of) => terminal.progress(`${done} of ${of} clips`))
  const voices = [...new Set(made.map(({ voice }) => voice))].join(', ')
  terminal.done(`${made.length} clips, ${Math.round(secondsOf(made))} s, voices ${voices}`)
  return made
}

async function dataset(
  api: RestClient,
  project: Entity,
  kind: string,
  displayName: string,
  content: Buffer<ArrayBuffer>
): Promise<Entity> {
  terminal.step(`Upload and import: ${displayName}`)
  const created = await api.post('/datasets', {
    ...PAIRING,
    kind,
    displayName,
    project: { self: project.self }
  })
  await api.uploadBlocks(created, content)
  const imported = await api.finished(created, ({ status }) => terminal.progress(status ?? ''))
  const { acceptedLineCount, rejectedLineCount } = imported.properties ?? {}
  terminal.done(`${acceptedLineCount} accepted, ${rejectedLineCount} rejected`)
  return imported
}

async function train(
  api: RestClient,
  project: Entity,
  name: string,
  datasets: readonly Entity[]
): Promise<Trained> {
  terminal.step(`Train the model "${name}"`)
  const created = await api.post('/models', {
    ...PAIRING,
    displayName: `Tidal crew (${name})`,
    project: { self: project.self },
    datasets: datasets.map(({ self }) => ({ self }))
  })
  const model = await api.finished(created, ({ status }) => terminal.progress(status ?? ''))
  const report = (await api.files(model)).find(({ name: file }) => file === 'report.json')
  const verdict = report && (await api.content<{ verdict?: { summary?: string } }>(report)).verdict?.summary
  const seconds = terminal.done(verdict ?? 'trained')
  const manifest = await api.get<{ modelFiles: { contentUrl: string }[] }>(`${model.self}/manifest`)
  const sizes = await Promise.all(manifest.modelFiles.map(({ contentUrl }) => bytesAt(contentUrl)))
  return { name, model, seconds, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

async function bytesAt(url: string): Promise<number> {
  const answer = await fetch(url)
  return (await answer.arrayBuffer()).byteLength
}

async function measure(
  api: RestClient,
  project: Entity,
  test: Entity,
  base: Entity,
  trained: Trained
): Promise<Measured> {
  terminal.step(`Evaluate "${trained.name}" beside the base model on unseen sentences`)
  const created = await api.post('/evaluations', {
    ...PAIRING,
    displayName: `base and ${trained.name}`,
    project: { self: project.self },
    dataset: { self: test.self },
    model1: { self: base.self },
    model2: { self: trained.model.self }
  })
  const evaluation = await api.finished(created, ({ status }) => terminal.progress(status ?? ''))
  const { wordErrorRate1, wordErrorRate2 } = evaluation.properties as Record<string, number>
  const files = await api.files(evaluation)
  const details = async (number: 1 | 2): Promise<readonly Detail[]> => {
    const own = files.filter(({ name }) => name.endsWith(`.model${number}_score.json`))
    return Promise.all(own.map((file) => api.content<Detail>(file)))
  }
  const [baseScores, scores] = [await details(1), await details(2)]
  terminal.done(`word error rate ${percent(wordErrorRate1)} → ${percent(wordErrorRate2)}`)
  return { ...trained, scores, baseScores }
}

const percent = (rate: number | undefined): string => `${(100 * (rate ?? Number.NaN)).toFixed(1)} %`

function row(name: string, details: readonly Detail[], seconds: number, bytes: number): readonly string[] {
  const heard = details.filter(({ audio }) => !audio.startsWith(STRANGER))
  const strange = details.filter(({ audio }) => audio.startsWith(STRANGER))
  const rate = (some: readonly Detail[]): string => {
    const { rate: value, low, high } = errorRateInterval(some.map(({ score }) => score))
    return `${percent(value)} (${percent(low)} – ${percent(high)})`
  }
  return [
    name,
    rate(details),
    rate(heard),
    rate(strange),
    seconds === 0 ? '' : `${seconds.toFixed(1)} s`,
    bytes === 0 ? '' : `${Math.round(bytes / 1024)} KB`
  ]
}

const errorsOf = ({ score }: Detail): number => score.substitutions + score.deletions + score.insertions
const totalErrors = (details: readonly Detail[]): number =>
  details.reduce((sum, one) => sum + errorsOf(one), 0)

/** The utterance that gained most. */
function showGain({ baseScores, scores }: Measured): string {
  const after = new Map(scores.map((detail) => [detail.audio, detail]))
  const gain = (before: Detail): number => errorsOf(before) - errorsOf(after.get(before.audio) ?? before)
  const best = [...baseScores].sort((a, b) => gain(b) - gain(a))[0]
  if (!best) throw new Error('the evaluation has no utterances')
  terminal.say(`\nOne utterance (${best.audio}), before:\n`)
  terminal.say(drawAlignment(best.score))
  terminal.say('\nand after:\n')
  terminal.say(drawAlignment((after.get(best.audio) ?? best).score))
  return best.audio
}

async function deploy(api: RestClient, project: Entity, best: Trained): Promise<Entity> {
  terminal.step(`Deploy "${best.name}" to an endpoint`)
  const created = await api.post('/endpoints', {
    ...PAIRING,
    displayName: 'Tidal crew',
    project: { self: project.self },
    model: { self: best.model.self }
  })
  const endpoint = await api.finished(created, ({ status }) => terminal.progress(status ?? ''))
  terminal.done(endpoint.self)
  return endpoint
}

async function recognise(api: RestClient, endpoint: Entity, clip: Clip): Promise<void> {
  terminal.step(`Recognise ${clip.name} live on the endpoint`)
  const url = `${endpoint.links?.restConversation}&language=en-US&format=simple`
  const answer = await api.postAudio<{ DisplayText: string }>(url, Buffer.from(clip.wav))
  terminal.done(`"${answer.DisplayText}"`)
}

async function tour(service: OwnService): Promise<void> {
  const api = new RestClient(service.address, service.key)
  const sentences = linesOf(await example('audio-training.txt'))
  const unseen = linesOf(await example('test.txt'))
  const training = await clips('Speak the training sentences (synthetic)', readInTurn(sentences, CREW, 2))
  const tests = await clips('Speak the test sentences (synthetic)', [
    ...readInTurn(unseen, CREW, 1),
    ...readByEach(
      unseen.filter((_, index) => index % 2 === 0),
      [STRANGER]
    )
  ])

  const base = (await api.get<{ values: Entity[] }>('/models/base')).values[0]
  if (!base) throw new Error('the service has no base model')
  const project = await api.post('/projects', { ...PAIRING, displayName: 'Tidal crew' })
  const text = await dataset(
    api,
    project,
    'Language',
    'domain text',
    Buffer.from(await example('domain.txt'))
  )
  const words = await dataset(
    api,
    project,
    'Pronunciation',
    'pronunciations',
    Buffer.from(await example('pronunciations.txt'))
  )
  const audio = await dataset(api, project, 'Acoustic', 'training audio', await acousticArchive(training))
  const test = await dataset(api, project, 'Acoustic', 'test audio', await acousticArchive(tests))

  const trained = [
    await train(api, project, 'text', [text, words]),
    await train(api, project, 'audio', [audio]),
    await train(api, project, 'all', [text, words, audio])
  ]
  const measured: Measured[] = []
  for (const model of trained) measured.push(await measure(api, project, test, base, model))

  const [first] = measured
  const best = [...measured].sort((a, b) => totalErrors(a.scores) - totalErrors(b.scores))[0]
  if (!first || !best) throw new Error('nothing was measured')
  const endpoint = await deploy(api, project, best)
  const audioName = bestClipName(best)
  const clip = tests.find(({ name }) => name === audioName) ?? tests[0]
  if (clip) await recognise(api, endpoint, clip)

  terminal.say(
    '\nWord error rates on sentences that occur in no training data, with 95 % confidence intervals.'
  )
  terminal.say(`The speech is synthetic (flite). The voice ${STRANGER} occurs in no training data either.\n`)
  terminal.table([
    [
      'model',
      'all voices',
      `voices in training (${CREW.join(', ')})`,
      `unheard voice (${STRANGER})`,
      'training',
      'size'
    ],
    row('base', first.baseScores, 0, 0),
    ...measured.map(({ name, scores, seconds, bytes }) => row(name, scores, seconds, bytes))
  ])
  showGain(best)
}

const bestClipName = ({ scores }: Measured): string | undefined =>
  [...scores].sort((a, b) => errorsOf(a) - errorsOf(b) || b.score.words - a.score.words)[0]?.audio

const exit = process.argv.includes('--exit')
const started = performance.now()
const service = await startOwnService()
try {
  await tour(service)
  terminal.say(`\nThe whole demo took ${Math.round((performance.now() - started) / 1000)} s.`)
} catch (error) {
  terminal.say(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
if (exit || process.exitCode === 1) {
  await stopOwnService(service)
} else {
  terminal.say(`\nThe service goes on at ${service.address} (Ctrl-C ends it).`)
  terminal.say(`Its key: ${service.key}`)
  terminal.say(
    `Try: curl -H 'Ocp-Apim-Subscription-Key: ${service.key}' ${service.address}/speechtotext/v3.2/models`
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopOwnService(service).then(() => process.exit(0)))
  }
}
