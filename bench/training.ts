/**
 * How long does training take, and how much memory? Through the REST API of a service in this process: 1 MB of
 * generated text, then about 450 s of synthetic speech (`flite`). Targets: 10 s and 60 s on two cores.
 * `large` trains 200 MB, or as many as it is told, of words as frequent as in languages, drawn from the base dictionary;
 * targets: 5 minutes and 4 GB. It also tells the longest time in which the service answered nobody.
 * Run: `npx tsx bench/training.ts [text|audio|large [megabytes]]`.
 * @module
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Entity, RestClient } from '../src/demo/rest-client.ts'
import { acousticArchive, readInTurn, secondsOf, speak } from '../src/demo/synthetic-speech.ts'
import { readSettings } from '../src/platform/index.ts'
import { startService } from '../src/service.ts'

const KEY = 'a-key-for-benches-only-0123456789'
const TEXT_BYTES = 1_000_000
const AUDIO_SECONDS = 450
/** Words that no dictionary has, in the text. */
const NAMES = 3000

const words = {
  who: 'the crew|the skipper|the pilot|nobody|our engineer|the night shift|a diver|the office'.split('|'),
  does: 'checked|lowered|painted|moved|inspected|replaced|tested|cleaned|measured|reported'.split('|'),
  which: 'old|yellow|second|spare|broken|northern|heavy|new'.split('|'),
  what: 'winch|davit|nacelle|monopile|gearbox|mooring|blade|cable|transformer|ladder|hatch|anchor'.split('|'),
  where:
    'near the harbour|under the platform|beside the station|on the barge|at the quay|in the workshop'.split(
      '|'
    ),
  when: 'before breakfast|after the storm|at low tide|on monday|last week|in the dark|during the survey'.split(
    '|'
  )
} as const

const syllables = 'bra ken voe tar nol sket li var mer ri vane ol gan dub rin sha fel ko ath ym'.split(' ')

/** The same numbers on every run: a congruential generator with a fixed start. */
function numbers(): (below: number) => number {
  let state = 20_160_512
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Sentences of the words above; `names` of them, the first the most frequent, stand in for many of the things. */
function* sentences(names: number): Generator<string> {
  const random = numbers()
  const pick = (choices: readonly string[]): string => choices[random(choices.length)] ?? ''
  const name = (): string => {
    let rest = Math.floor(names ** (random(1000) / 1000))
    let made = ''
    for (; rest > 0 || made === ''; rest = Math.floor(rest / syllables.length))
      made += syllables[rest % syllables.length] ?? ''
    return `${made}${pick(['n', 'd', ''])}`
  }
  const object = (): string => (names > 0 && random(3) === 0 ? name() : pick(words.what))
  const opening = (): string => `${pick(words.who)} ${pick(words.does)} the ${pick(words.which)} ${object()}`
  for (;;) {
    const more = names > 0 && random(3) === 0 ? ` and ${opening()} of ${name()}` : ''
    yield `${opening()}${more} ${pick(words.where)} ${pick(words.when)}`
  }
}

type Report = Readonly<{
  verdict: Readonly<{ summary: string }>
  words: Readonly<{ added: readonly unknown[] }>
  acoustics?: Readonly<{ method: string }>
}>

async function imported(api: RestClient, kind: string, content: Buffer<ArrayBuffer>): Promise<Entity> {
  const dataset = await api.post('/datasets', { locale: 'en-US', displayName: kind, kind })
  await api.uploadBlocks(dataset, content)
  return api.finished(dataset, () => undefined)
}

async function train(api: RestClient, dataset: Entity, what: string): Promise<void> {
  let highest = 0
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss)
  }, 50)
  const started = performance.now()
  const created = await api.post('/models', {
    locale: 'en-US',
    displayName: what,
    datasets: [{ self: dataset.self }]
  })
  const model = await api.finished(created, () => undefined)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  const [file] = await api.files(model)
  const report = file && (await api.content<Report>(file))
  console.log(
    `${what}: trained in ${seconds.toFixed(1)} s, service at most ${Math.round(highest / 2 ** 20)} MB resident`
  )
  const { added = [] } = report?.words ?? {}
  console.log(
    `  ${report?.verdict.summary}; ${added.length} words added; sound: ${report?.acoustics?.method ?? 'none'}`
  )
}

function generatedText(): Buffer<ArrayBuffer> {
  const lines: string[] = []
  let bytes = 0
  for (const sentence of sentences(NAMES)) {
    if (bytes >= TEXT_BYTES) break
    lines.push(sentence)
    bytes += sentence.length + 1
  }
  return Buffer.from(lines.join('\n'))
}

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
const VOCABULARY = 100_000
const LARGE_MEGABYTES = 200

/** Half of the words are called up by the word before, the others by how frequent they are (Zipf). */
async function largeText(megabytes: number): Promise<Buffer<ArrayBuffer>> {
  const random = numbers()
  const share = (): number => random(2 ** 24) / 2 ** 24
  const entries = (await readFile(DICTIONARY, 'utf8')).split('\n').map((line) => line.split(' ')[0] ?? '')
  const known = entries.filter((word) => /^[a-z']+$/.test(word))
  for (let at = known.length - 1; at > 0; at--) {
    const other = random(at + 1)
    ;[known[at], known[other]] = [known[other] ?? '', known[at] ?? '']
  }
  const blocks: Buffer[] = []
  let [bytes, block] = [0, '']
  while (bytes + block.length < megabytes * 1e6) {
    let word = 0
    const sentence = Array.from({ length: 4 + random(16) }, () => {
      word =
        random(2) === 0
          ? Math.floor(VOCABULARY ** share())
          : (word * 7 + Math.floor(8 * share() * share())) % VOCABULARY
      return known[word] ?? ''
    })
    block += `${sentence.join(' ')}\n`
    if (block.length < 2 ** 20) continue
    bytes += block.length
    blocks.push(Buffer.from(block))
    block = ''
  }
  return Buffer.concat([...blocks, Buffer.from(block)])
}

async function trainLarge(api: RestClient): Promise<void> {
  const megabytes = Number(process.argv[3] ?? LARGE_MEGABYTES)
  const started = performance.now()
  const dataset = await imported(api, 'Language', await largeText(megabytes))
  console.log(`${megabytes} MB made and imported in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  const delays = monitorEventLoopDelay()
  delays.enable()
  const used = process.cpuUsage()
  await train(api, dataset, `${megabytes} MB of text`)
  const { user, system } = process.cpuUsage(used)
  console.log(
    `  ${((user + system) / 1e6).toFixed(0)} s of processor; at most ${Math.round(delays.max / 1e6)} ms without an answer`
  )
}

async function spokenArchive(): Promise<Readonly<{ archive: Buffer<ArrayBuffer>; seconds: number }>> {
  const lines: string[] = []
  for (const sentence of sentences(0)) {
    if (lines.length === Math.round(AUDIO_SECONDS / 4)) break
    lines.push(sentence)
  }
  const clips = await speak(readInTurn(lines, ['slt'], 1), new Map(), () => undefined)
  return { archive: await acousticArchive(clips), seconds: secondsOf(clips) }
}

const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
const service = await startService({
  ...readSettings({}),
  host: '127.0.0.1',
  port: 0,
  dataDir,
  key: KEY,
  logLevel: 'error',
  allowPrivateUrls: false,
  generalSet: 0
})
const api = new RestClient(service.address, KEY)
const selected = process.argv[2] ?? 'all'
try {
  if (selected === 'large') await trainLarge(api)
  if (selected === 'text' || selected === 'all')
    await train(api, await imported(api, 'Language', generatedText()), '1 MB of text')
  if (selected === 'audio' || selected === 'all') {
    const { archive, seconds } = await spokenArchive()
    await train(api, await imported(api, 'Acoustic', archive), `${seconds.toFixed(0)} s of audio`)
  }
  const children = service.engine.children().map(({ residentBytes }) => Math.round(residentBytes / 2 ** 20))
  console.log(`engine children: ${children.join(' and ')} MB resident`)
} finally {
  await service.close()
  await rm(dataDir, { recursive: true, force: true })
}
