import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { unzipSync, Zip, ZipDeflate } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecognitionModel, RecognizerStream } from '../../src/recognizers/index.ts'
import { ngramGmmCustomization } from '../../src/recognizers/pocketsphinx/index.ts'
import { commandClip } from '../../src/recognizers/spoken-clips.ts'
import { wavHeader } from '../../src/speech/audio/index.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import type { Entity } from '../synthetic-clips.ts'
import {
  arpaOf,
  type BundleFiles,
  goodBundle,
  hostileBundles,
  mllrOf,
  recipeOf,
  withAcousticModel,
  withTransform,
  zipOf
} from './hostile-bundles.ts'

let service: RunningService
let pcm: Uint8Array
let wav: Uint8Array<ArrayBuffer>

type Rejection = Readonly<{ status: number; code: string | undefined; message: string }>

const send = (bytes: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${service.address}/speechtotext/v3.2/models:import`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/zip' },
    body: bytes
  })
async function imported(files: BundleFiles): Promise<Entity> {
  const answer = await send(zipOf(files))
  expect([answer.status, answer.status === 201 ? '' : await answer.clone().text()]).toEqual([201, ''])
  return (await answer.json()) as Entity
}
async function rejectionOf(bytes: Uint8Array<ArrayBuffer>): Promise<Rejection> {
  const answer = await send(bytes)
  const { message, innerError } = (await answer.json()) as {
    message: string
    innerError?: { code: string }
  }
  return { status: answer.status, code: innerError?.code, message }
}
const models = async (): Promise<number> =>
  (await service.api.get<{ values: Entity[] }>('/models')).values.length
const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const folderOf = (model: Entity): string => join(service.dataDir, 'files', 'models', idOf(model))

async function endpointOf(model: Entity): Promise<string> {
  const created = await service.api.post<Entity>('/endpoints', {
    displayName: 'e',
    locale: 'en-US',
    model: { self: model.self }
  })
  return idOf(await service.api.finished(created, () => undefined))
}
const recognized = (endpoint: string): Promise<Response> =>
  fetch(
    `${service.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${endpoint}`,
    { method: 'POST', headers: { 'Ocp-Apim-Subscription-Key': KEY }, body: wav }
  )

beforeAll(async () => {
  service = await startInProcess()
  pcm = (await commandClip()).pcm
  // Of silence: what is asked is whether the model answers, not what it understands.
  wav = new Uint8Array(Buffer.concat([wavHeader({ dataBytes: 6400 }), Buffer.alloc(6400)]))
})
afterAll(() => service.close())

describe('a bundle of version 0.1, without checksums,', () => {
  test.each<[string, BundleFiles]>([
    ['with a language model', goodBundle()],
    ['with a transform', withTransform(mllrOf())],
    ['with an acoustic model', withAcousticModel()]
  ])('%s is taken, recognizes, and has checksums from then on', async (_what, files) => {
    const model = await imported(files)
    expect(model).toMatchObject({ status: 'Succeeded' })
    expect((await recognized(await endpointOf(model))).status).toBe(200)
    const sums = await readFile(join(folderOf(model), 'SHA256SUMS'), 'utf8')
    const names = sums
      .trim()
      .split('\n')
      .map((line) => line.slice(66))
    expect(names).toContain('language-model.arpa')
    expect(names).toContain('model.json')
  })
})

describe('an import is refused, with its file and what would be accepted, of', () => {
  const expected: Readonly<Record<string, RegExp>> = {
    'a halved ARPA': /language-model\.arpa, line 18: found .* 2 words are expected/,
    'a count of two thousand million': /language-model\.arpa, line 2: found .* at most 20000000 n-grams/,
    'fifty-nine orders': /language-model\.arpa, line 7: found .* at most 5 words/,
    'a negative count': /language-model\.arpa, line 3: found "ngram 2=-7"/,
    'a transform of other sizes': /mllr, line 2: found 1 .* the base model needs 3/,
    'a transform of huge sizes': /mllr, line 3: found "2000000"/,
    'a transform cut off': /mllr is cut off/,
    'means of other sizes': /means .* are cut off or not a file of Gaussian means/,
    'means cut off': /means .* are cut off/,
    'mixture weights cut off': /mixture weights .* the base model has 1968384/,
    'a damaged model definition': /mdef differs from that of the base model/
  }
  test.each(Object.entries(hostileBundles))('%s', async (what, files) => {
    const before = await models()
    const { status, code, message } = await rejectionOf(zipOf(files))
    expect([status, code]).toEqual([400, 'InvalidModel'])
    expect(message).toMatch(expected[what] ?? /never/)
    expect(message).not.toContain(service.dataDir)
    expect(await models()).toBe(before)
  })

  test.each<[string, BundleFiles, RegExp]>([
    [
      'a name that leads out',
      { 'bundle/model.json': recipeOf({ formatting: { file: '../../x' } }) },
      /formatting\.file/
    ],
    [
      'an absolute name',
      { 'bundle/model.json': recipeOf({ lexicon: { file: '/etc/passwd' } }) },
      /lexicon\.file/
    ],
    [
      'a name of nothing',
      { 'bundle/model.json': recipeOf({ formatting: { file: 'rules.json' } }) },
      /rules\.json: missing/
    ],
    ['a name of no text', { 'bundle/model.json': recipeOf({ formatting: { file: 7 } }) }, /formatting\.file/],
    [
      'a lexicon that is absent',
      { 'bundle/model.json': recipeOf({ lexicon: { file: 'other.dict' } }) },
      /names other\.dict/
    ],
    [
      'checksums that are absent',
      { 'bundle/model.json': recipeOf({ checksums: { file: 'SHA256SUMS' } }) },
      /SHA256SUMS/
    ],
    ['a recipe that is none', { 'bundle/model.json': '[]' }, /model\.json/],
    ['a recipe that is not JSON', { 'bundle/model.json': '{' }, /model\.json: not JSON/],
    ['a display form that is none', { 'bundle/display.json': '{"kx9":{}}' }, /display\.json: kx9/],
    [
      'rules that are none',
      {
        'bundle/formatting.json': '{"patterns":5}',
        'bundle/model.json': recipeOf({ formatting: { file: 'formatting.json' } })
      },
      /formatting\.json: .*patterns/
    ],
    [
      'a report that is none',
      { 'bundle/report.json': '{"words":{"added":[5]}}' },
      /report\.json: words\.added\.0/
    ],
    [
      'an unknown phone',
      { 'bundle/lexicon.dict': 'grapnel G R QX\n' },
      /lexicon\.dict, line 1: .* "QX"; the base model has/
    ],
    [
      'a word without phones',
      { 'bundle/lexicon.dict': 'chain CH EY N\ngrapnel\n' },
      /lexicon\.dict, line 2: .* 0 phones/
    ],
    [
      'a weight above one',
      {
        'bundle/model.json': recipeOf({
          languageModel: { file: 'language-model.arpa', order: 2, smoothing: '', weight: 7, weightFrom: '' }
        })
      },
      /languageModel\.weight/
    ],
    [
      'a format of another engine',
      { 'bundle/model.json': recipeOf({ customization: { format: 'ctc-fusion', version: 1 } }) },
      /^The model has the format "ctc-fusion", but the base model pocketsphinx-en-us takes ngram-gmm\. Train the model again\.$/
    ],
    [
      'a newer version of the format',
      { 'bundle/model.json': recipeOf({ customization: { format: 'ngram-gmm', version: 2 } }) },
      /^The model has the format "ngram-gmm" in version 2, but .* up to version 1\. Update the service\.$/
    ],
    [
      'a format without a version',
      { 'bundle/model.json': recipeOf({ customization: { format: 'ngram-gmm' } }) },
      /model\.json: customization\.version/
    ],
    ['an entity that is none', { 'entity.json': '5' }, /entity\.json/],
    ['a file beside the bundle', { passwd: 'x' }, /passwd/],
    ['a file out of the bundle', { 'bundle/../../passwd': 'x' }, /invalid relative path|passwd/]
  ])('%s', async (_what, changes, expected) => {
    const before = await models()
    const { status, code, message } = await rejectionOf(zipOf(goodBundle(changes)))
    expect([status, code]).toEqual([400, 'InvalidModel'])
    expect(message).toMatch(expected)
    expect(await models()).toBe(before)
  })

  test('a small archive that unpacks to much, without unpacking it', async () => {
    const files = { ...goodBundle(), 'entity.json': '' }
    const blanks = await deflated({ ...files, 'entity.json': 100 })
    const words = await deflated({ ...files, 'bundle/text.txt': 100 })
    const before = process.resourceUsage().maxRSS
    expect(await rejectionOf(blanks)).toMatchObject({
      status: 400,
      code: 'InvalidModel',
      message: expect.stringContaining('entity.json has 104857600 bytes unpacked; at most 2097152')
    })
    expect(await rejectionOf(words)).toMatchObject({
      status: 400,
      message: expect.stringContaining('at most 100 times its size')
    })
    // Kilobytes. The old service took 900 MB for the first of them when it held 300 MiB.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100_000)
  })
})

/** A zip whose entries that are numbers hold so many MiB of blanks; made in pieces, which needs no memory. */
async function deflated(
  files: Readonly<Record<string, string | Uint8Array | number>>
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(piece)
  })
  for (const [name, content] of Object.entries(files)) {
    const entry = new ZipDeflate(name)
    zip.add(entry)
    const blanks = new Uint8Array(2 ** 20).fill(32)
    if (typeof content === 'number') for (let at = 0; at < content; at++) entry.push(blanks)
    entry.push(typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(0), true)
  }
  zip.end()
  return new Uint8Array(Buffer.concat(pieces))
}

describe('a model whose files changed on disk', () => {
  test('is refused by name until they are as they were, whichever file it is', async () => {
    const model = await imported(withTransform(mllrOf()))
    const endpoint = await endpointOf(model)
    const folder = folderOf(model)
    for (const name of [
      'language-model.arpa',
      'lexicon.dict',
      'display.json',
      'model.json',
      'acoustic/mllr'
    ]) {
      const path = join(folder, name)
      const whole = await readFile(path)
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(flipped.readUInt8(flipped.length >> 1) ^ 1, flipped.length >> 1)
      for (const [bytes, reason] of [
        [flipped, 'its content was changed'],
        [whole.subarray(0, -1), 'its content was changed']
      ] as const) {
        await writeFile(path, bytes)
        const answer = await recognized(endpoint)
        const { message } = (await answer.json()) as { message: string }
        expect([name, answer.status]).toEqual([name, 503])
        expect(message).toContain(`The bundle of the model ${idOf(model)} is damaged: ${name}: ${reason}`)
      }
      await rm(path)
      expect(await (await recognized(endpoint)).json()).toMatchObject({
        message: expect.stringContaining(`${name}: missing`)
      })
      await writeFile(path, whole)
      expect((await recognized(endpoint)).status).toBe(200)
    }
  })

  test('of version 0.1 is checked and tried before it is opened', async () => {
    const model = await imported(goodBundle())
    const endpoint = await endpointOf(model)
    const folder = folderOf(model)
    await rm(join(folder, 'SHA256SUMS'))
    const whole = await readFile(join(folder, 'language-model.arpa'), 'utf8')
    await writeFile(join(folder, 'language-model.arpa'), whole.replace('ngram 1=', 'ngram 1=9999999999'))
    expect(await (await recognized(endpoint)).json()).toMatchObject({
      message: expect.stringMatching(/is damaged: language-model\.arpa: .*line 2: found/)
    })
    expect(await readdir(folder)).not.toContain('SHA256SUMS')
    await writeFile(join(folder, 'language-model.arpa'), whole)
    expect((await recognized(endpoint)).status).toBe(200)
    expect(await readdir(folder)).toContain('SHA256SUMS')
  })
})

test('four live streams go on undisturbed while hostile models are imported and opened', async () => {
  const good = idOf(
    await imported(goodBundle({ 'bundle/language-model.arpa': arpaOf(['forward', 'meters']) }))
  )
  const folder = join(service.dataDir, 'files', 'models', good)
  const model: RecognitionModel = {
    base: 'pocketsphinx-en-us',
    name: good,
    custom: ngramGmmCustomization({
      languageModel: { arpaPath: join(folder, 'language-model.arpa'), weight: 0.1 }
    })
  }
  const alone = await service.engine.open(model)
  const undisturbed = finals(alone)
  await alone.write(pcm)
  await alone.finish()
  expect((await undisturbed).join(' ')).toMatch(/^go forward/)
  const streams = await Promise.all(Array.from({ length: 4 }, () => service.engine.open(model)))
  const recognizedWords = Promise.all(streams.map(finals))
  const pids = () =>
    service.engine
      .children()
      .filter(({ background }) => !background)
      .map(({ pid }) => pid)
      .sort()
  const before = pids()
  const half = (pcm.byteLength >> 2) << 1
  await Promise.all(streams.map((stream) => stream.write(pcm.subarray(0, half))))
  const victim = await imported(goodBundle())
  const endpoint = await endpointOf(victim)
  for (const files of Object.values(hostileBundles)) {
    expect((await rejectionOf(zipOf(files))).status).toBe(400)
    // As a data folder of version 0.1 may hold it already.
    for (const [name, content] of Object.entries(files)) {
      if (/^bundle\/[^/]+$/.test(name)) await writeFile(join(folderOf(victim), name.slice(7)), content)
    }
    await rm(join(folderOf(victim), 'SHA256SUMS'), { force: true })
    expect([503, 200]).toContain((await recognized(endpoint)).status)
  }
  await Promise.all(streams.map((stream) => stream.write(pcm.subarray(half))))
  await Promise.all(streams.map((stream) => stream.finish()))
  expect(await recognizedWords).toEqual(await Promise.all(Array.from({ length: 4 }, () => undisturbed)))
  expect(pids()).toEqual(before)
})

async function finals(stream: RecognizerStream): Promise<string[]> {
  const texts: string[] = []
  for await (const event of stream.events) if (event.kind === 'final') texts.push(event.text)
  return texts
}

describe('whatever is changed in an exported model, an import', () => {
  let exported: Uint8Array<ArrayBuffer>
  let files: BundleFiles
  let sums: string

  beforeAll(async () => {
    const model = await imported(withTransform(mllrOf()))
    const answer = await fetch(`${model.self}:export`, { headers: { 'Ocp-Apim-Subscription-Key': KEY } })
    exported = new Uint8Array(await answer.arrayBuffer())
    files = unzipSync(exported)
    sums = await readFile(join(folderOf(model), 'SHA256SUMS'), 'utf8')
  })

  /** Of files that make the meaning: the report and the name of a model are not recognized with. */
  const meaningful = fc.constantFrom(
    'bundle/language-model.arpa',
    'bundle/lexicon.dict',
    'bundle/display.json',
    'bundle/model.json',
    'bundle/acoustic/mllr',
    'bundle/SHA256SUMS'
  )
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const change = fc.constantFrom<(bytes: Uint8Array, at: number) => Uint8Array>(
    (bytes, at) => bytes.map((byte, index) => (index === at ? byte ^ 0x10 : byte)),
    (bytes, at) => bytes.subarray(0, at),
    (bytes, at) => {
      const start = at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1
      const end = bytes.indexOf(10, at)
      return Buffer.concat([bytes.subarray(0, start), end < 0 ? new Uint8Array(0) : bytes.subarray(end + 1)])
    }
  )

  test('of a file with a byte, its end or a line lost is refused', async () => {
    await fc.assert(
      fc.asyncProperty(meaningful, place, change, async (name, where, changed) => {
        const bytes = files[name] as Uint8Array
        const answer = await rejectionOf(
          zipOf({ ...files, [name]: changed(bytes, Math.floor(where * bytes.length)) })
        )
        expect([name, answer.status, answer.code]).toEqual([name, 400, 'InvalidModel'])
      }),
      { numRuns: 60, seed: 17 }
    )
  })

  test('of the archive with one byte changed is refused, or brings the same model', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (where, bits) => {
        const at = Math.floor(where * exported.length)
        const answer = await send(exported.map((byte, index) => (index === at ? byte ^ bits : byte)))
        expect([201, 400]).toContain(answer.status)
        if (answer.status !== 201) return
        const model = (await answer.json()) as Entity
        expect(await readFile(join(folderOf(model), 'SHA256SUMS'), 'utf8')).toBe(sums)
      }),
      { numRuns: 40, seed: 17 }
    )
  })

  test('of a language model without sums is refused, or loads', async () => {
    const unrecorded = withTransform(mllrOf())
    const arpa = Buffer.from(String(unrecorded['bundle/language-model.arpa']))
    await fc.assert(
      fc.asyncProperty(place, change, async (where, changed) => {
        const bytes = changed(arpa, Math.floor(where * arpa.length))
        const answer = await send(zipOf({ ...unrecorded, 'bundle/language-model.arpa': bytes }))
        expect([201, 400]).toContain(answer.status)
      }),
      { numRuns: 10, seed: 17 }
    )
    expect(service.engine.bans()).toEqual([])
  })
})
