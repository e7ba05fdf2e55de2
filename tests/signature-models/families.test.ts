/** Each family against sherpa-onnx, token by token, on signature models. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AcousticModel } from '../../src/recognizers/onnx/families/acoustic-model.ts'
import type { LoadOptions } from '../../src/recognizers/onnx/families/family.ts'
import type { FilterbankOptions } from '../../src/recognizers/onnx/features/filterbank.ts'
import { ICEFALL, NEMO } from '../../src/recognizers/onnx/features/front-ends.ts'
import { loadModel } from '../../src/recognizers/onnx/load-model.ts'
import { GreedySearch, type GreedyToken } from './greedy.ts'
import * as models from './models.ts'
import { RATE, SIGNAL } from './signal.ts'

const run = promisify(execFile)
type Referee = Readonly<{
  kind: 'online' | 'offline' | 'stored'
  config(file: (part: string) => string): Readonly<Record<string, unknown>>
  featureDim?: number
  /** As sherpa-onnx's front end is for this family, where it is not the one that models were trained with. */
  frontEnd?: FilterbankOptions
  leadFrames?: number
  /** Feature frames of a chunk, and from chunk to chunk. */
  window: number
  shift: number
  samplesPerFrame?: number
  /** sherpa-onnx takes 4 feature frames for one output frame in all streaming CTC models. */
  timeScale?: number
}>

const transducer = (file: (part: string) => string): Readonly<Record<string, unknown>> => ({
  transducer: { encoder: file('encoder'), decoder: file('decoder'), joiner: file('joiner') }
})

const CASES: readonly Readonly<{ name: string; model: models.SignatureModel; referee: Referee }>[] = [
  {
    name: 'zipformer2-ctc',
    model: models.zipformer2Ctc(11),
    referee: {
      kind: 'online',
      config: (file) => ({ zipformer2Ctc: { model: file('') } }),
      window: 45,
      shift: 32
    }
  },
  {
    name: 'zipformer2-transducer',
    model: models.zipformer2Transducer(12),
    referee: { kind: 'online', config: transducer, window: 45, shift: 32 }
  },
  {
    name: 'nemo-streaming-ctc',
    model: models.nemoStreamingCtc(13),
    referee: {
      kind: 'online',
      config: (file) => ({ nemoCtc: { model: file('') } }),
      // sherpa-onnx 1.13 computes icefall's features for this family, unlike its own Python example and NeMo.
      frontEnd: ICEFALL,
      leadFrames: 0,
      window: 25,
      shift: 16,
      timeScale: 2
    }
  },
  {
    name: 'nemo-streaming-transducer',
    model: models.nemoStreamingTransducer(34),
    referee: { kind: 'online', config: transducer, leadFrames: 0, window: 25, shift: 16 }
  },
  {
    name: 'nemo-ctc',
    model: models.nemoCtc(15),
    referee: { kind: 'offline', config: (file) => ({ nemoCtc: { model: file('') } }), window: 0, shift: 0 }
  },
  {
    name: 'nemo-transducer',
    model: models.nemoTransducer(26),
    referee: {
      kind: 'offline',
      config: (file) => ({ ...transducer(file), modelType: 'nemo_transducer' }),
      // A window and a band that sherpa-onnx has for this family alone.
      frontEnd: { ...NEMO, window: 'povey', highHz: 7600 },
      window: 0,
      shift: 0
    }
  },
  {
    name: 'nemo-transducer with durations',
    model: models.nemoTransducer(17, 5),
    referee: {
      kind: 'offline',
      config: (file) => ({ ...transducer(file), modelType: 'nemo_transducer' }),
      frontEnd: { ...NEMO, window: 'povey', highHz: 7600 },
      window: 0,
      shift: 0
    }
  },
  {
    name: 'zipformer-ctc',
    model: models.zipformerCtc(18),
    referee: {
      kind: 'offline',
      config: (file) => ({ zipformerCtc: { model: file('') } }),
      window: 0,
      shift: 0
    }
  },
  {
    name: 'zipformer-transducer',
    model: models.zipformerTransducer(19),
    referee: { kind: 'offline', config: transducer, window: 0, shift: 0 }
  },
  {
    name: 'wenet-streaming-ctc',
    model: models.wenetStreamingCtc(31),
    referee: { kind: 'stored', config: () => ({}), window: 67, shift: 64 }
  },
  {
    name: 't-one-ctc',
    model: models.tOneCtc(20),
    referee: {
      kind: 'online',
      config: (file) => ({ toneCtc: { model: file('') } }),
      window: 1,
      shift: 1,
      samplesPerFrame: 4800
    }
  }
]

let folder = ''
const samples = SIGNAL
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-signature-'))
  await writeFile(join(folder, 'audio.f32'), new Uint8Array(samples.buffer))
})
afterAll(() => rm(folder, { recursive: true }))

type Answer = Readonly<{ tokens: readonly string[]; timestamps: readonly number[] }>
/** Of sherpa-onnx for Python, by `make-wenet-reference.py`: that for Node.js does not offer the family. */
const WENET_REFERENCE: Answer = JSON.parse(
  readFileSync(new URL('./wenet-reference.json', import.meta.url), 'utf8')
)

async function askReferee(
  directory: string,
  model: models.SignatureModel,
  { kind, config, featureDim = 80 }: Referee,
  writes: readonly number[]
): Promise<Answer> {
  if (kind === 'stored') return WENET_REFERENCE
  const file = (part: string): string => {
    const name = Object.keys(model).find((one) => one.endsWith('.onnx') && one.includes(part))
    return join(directory, name ?? '')
  }
  const request = {
    kind,
    audio: join(folder, 'audio.f32'),
    sampleRate: RATE,
    writes,
    config: {
      featConfig: { sampleRate: RATE, featureDim },
      modelConfig: {
        ...config(file),
        tokens: join(directory, 'tokens.txt'),
        numThreads: 1,
        provider: 'cpu',
        debug: 0
      },
      decodingMethod: 'greedy_search',
      enableEndpoint: false
    }
  }
  const { stdout } = await run(process.execPath, [
    new URL('./referee.mjs', import.meta.url).pathname,
    JSON.stringify(request)
  ])
  return JSON.parse(stdout)
}

/** Greedy tokens of the audio; of streaming models, of its first `chunks` chunks. */
async function recognize(
  model: AcousticModel,
  writes: readonly number[],
  chunks: number
): Promise<Readonly<{ search: GreedySearch; values: readonly Float32Array[] }>> {
  const search = new GreedySearch(model)
  const values: Float32Array[] = []
  const stream = model.open()
  let left = chunks
  const decode = async (): Promise<void> => {
    while (left > 0) {
      const frames = await stream.next()
      if (!frames) return
      left--
      values.push(frames.values.slice())
      await search.add(frames)
    }
  }
  for (let at = 0, write = 0; at < samples.length; write++) {
    const size = writes[write % writes.length] as number
    stream.accept(samples.subarray(at, at + size))
    at += size
    await decode()
  }
  stream.finish()
  await decode()
  return { search, values }
}

const textOf = (model: AcousticModel, tokens: readonly GreedyToken[]): readonly string[] =>
  tokens.map(({ token }) => (model.vocabulary.tokens[token] ?? '').replace(/^\u2581/, ' '))

describe.each(CASES)('$name', ({ name, model: files, referee }) => {
  let directory = ''
  let model: AcousticModel

  beforeAll(async () => {
    directory = await mkdtemp(join(folder, 'model-'))
    await Promise.all(
      Object.entries(files).map(([file, content]) => writeFile(join(directory, file), content))
    )
    const options: LoadOptions = {
      ...(referee.frontEnd ? { frontEnd: referee.frontEnd } : {}),
      ...(referee.leadFrames === undefined ? {} : { leadFrames: referee.leadFrames })
    }
    model = await loadModel(directory, options)
  })
  afterAll(() => model?.close())

  const chunks = (): number => {
    if (referee.kind === 'offline') return Number.POSITIVE_INFINITY
    const frames = Math.floor(samples.length / (referee.samplesPerFrame ?? 160) + 0.5)
    return Math.max(0, Math.ceil((frames - referee.window) / referee.shift))
  }

  it.each([
    ['whole', [samples.length], [samples.length]],
    ['in odd sizes', [1, 977, 4801, 3], [333, 12_007]]
  ] as const)('gives the tokens of sherpa-onnx for audio written %s', async (_, own, others) => {
    const expected = await askReferee(directory, files, referee, others)
    const { tokens, closest } = (await recognize(model, own, chunks())).search
    expect(model.family).toBe(name.split(' ')[0])
    expect(new Set(expected.tokens).size).toBeGreaterThan(5)
    expect(expected.tokens.length).toBeGreaterThan(10)
    // Else the test would hang on rounding.
    expect(closest).toBeGreaterThan(0.002)
    expect(textOf(model, tokens)).toEqual(expected.tokens)
    const scale = referee.timeScale ?? 1
    const times = tokens.map(({ frame }) => frame * model.frameSeconds)
    for (const [index, time] of times.entries())
      expect(time).toBeCloseTo((expected.timestamps[index] ?? -1) * scale, 4)
  })

  it('gives the same frames for any write sizes, and beside another stream', async () => {
    const [whole, ...others] = await Promise.all(
      [[samples.length], [16_000, 1], [5, 4999, 777]].map((writes) =>
        recognize(model, writes, Number.POSITIVE_INFINITY)
      )
    )
    for (const { values } of others) expect(values).toEqual(whole?.values)
  })
})
