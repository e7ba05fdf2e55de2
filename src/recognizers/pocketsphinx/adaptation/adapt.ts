/**
 * Acoustic adaptation of a PocketSphinx PTM model with sphinxtrain: maximum likelihood linear regression (MLLR,
 * Leggetter and Woodland 1995) and maximum a posteriori estimation (MAP, Gauvain and Lee 1994).
 *
 * Tuned by word error rate on held-back sentences of four synthetic voices, 80 s of training each: base 20.3 %,
 * MLLR once 17.0, twice 15.9; MAP after MLLR 7.7, with mixture weights 7.4, with variances as well 9.8. One of the
 * voices again, 159 words: base 26.4 %, MLLR 19.5, MAP after it 14.5; after MLLR with three regression classes 10.7, with
 * five (for which 80 s are too little) 10.7, those alone 17.0 and 20.1.
 * @module
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Adaptation, TranscribedUtterance } from '../../capabilities/index.ts'
import type { TaskOptions } from '../../recognizer.ts'
import type { AdaptationMethod } from '../customization.ts'
import { type FittedUtterance, TICKS_PER_FRAME } from './align.ts'
import { countStatistics, type TrainingSet } from './count-statistics.ts'
import { type Base, estimateMap, estimateMllrMap, solveMllr, splitByClasses } from './estimate.ts'
import { writeFeatures } from './features.ts'
import { cutAtPauses, type TrainingSegment, trainingTranscript } from './segments.ts'
import { toolVersions } from './tool-versions.ts'
import { prepareTrainingFiles } from './training-files.ts'
import { AdaptationFailed } from './training-tool.ts'

export type AcousticAdaptationRequest = Readonly<{
  /** Alignment by the engine's children, in the order of the utterances. */
  engineAlign: (
    utterances: readonly TranscribedUtterance[],
    work: TaskOptions
  ) => Promise<readonly FittedUtterance[]>
  /** The base model's `-hmm` folder. */
  acousticModelDirectory: string
  /** Where conversions of the base model (15 MB) are kept between adaptations; without it they are made anew, in 0.2 s. */
  cacheDirectory?: string
  utterances: readonly TranscribedUtterance[]
  methods: readonly AdaptationMethod[]
  /** Receives `mllr_matrix`, `map/` and `mllr-map/`, each whole or not at all. */
  outputDirectory: string
}>

type NamedSegment = Readonly<{ name: string; segment: TrainingSegment }>

// Passes after the first see which states the adapted model, no longer the base, finds in the audio.
const mllrPasses = 2
/**
 * Aligns the utterances and estimates the transforms. The same request gives the same bytes, on any number of cores.
 * `map` moves the means of the base; `mllr-map` starts from means that MLLR moved, a transform for each class of phones,
 * and adapts the mixture weights too. A method without enough audio is left out of `transforms`.
 * Throws `AdaptationFailed` when a program fails, no utterance can be used, or no method worked; the signal's reason
 * on abort, once no program is left running. Nothing but whole results stays in `outputDirectory`.
 */
export async function adaptAcoustics(
  request: AcousticAdaptationRequest,
  work: TaskOptions = {}
): Promise<Adaptation<AdaptationMethod>> {
  const { signal } = work
  const report = (done: number): void => work.onProgress?.(done)
  signal?.throwIfAborted()
  const alignments = await request.engineAlign(request.utterances, {
    ...(signal ? { signal } : {}),
    onProgress: (fraction) => report(0.4 * fraction)
  })
  const tools = await toolVersions(signal)
  const folder = join(request.outputDirectory, '.training')
  // A run that was killed leaves its folder: this one replaces it.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  try {
    const segments = nameSegments(alignments)
    const set = await writeTrainingSet(request, segments, folder, work)
    const cache = request.cacheDirectory ?? folder
    const files = await prepareTrainingFiles(request.acousticModelDirectory, cache, signal)
    const base = {
      directory: request.acousticModelDirectory,
      files,
      meansPath: join(request.acousticModelDirectory, 'means')
    }
    const trained = await train(request, set, base, {
      ...work,
      onProgress: (fraction) => report(0.5 + 0.5 * fraction)
    })
    const used = [...segments.values()].flat().filter(({ name }) => trained.counted.has(name))
    const usedIds = new Set(used.map(({ segment }) => segment.utteranceId))
    report(1)
    return {
      transforms: trained.transforms,
      alignments: alignments.map((alignment) =>
        !alignment.aligned || usedIds.has(alignment.id)
          ? alignment
          : { id: alignment.id, aligned: false, reason: 'Training could not fit the transcript to the audio' }
      ),
      audioTicks:
        used.reduce((sum, { segment }) => sum + segment.endFrame - segment.firstFrame, 0) * TICKS_PER_FRAME,
      tools
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function nameSegments(alignments: readonly FittedUtterance[]): ReadonlyMap<string, readonly NamedSegment[]> {
  let number = 0
  const segments = new Map<string, readonly NamedSegment[]>()
  for (const alignment of alignments) {
    if (!alignment.aligned) continue
    segments.set(
      alignment.id,
      cutAtPauses(alignment).map((segment) => ({
        name: `segment-${String(++number).padStart(7, '0')}`,
        segment
      }))
    )
  }
  if (number === 0) {
    const reasons = alignments.flatMap((alignment) =>
      alignment.aligned ? [] : [`${alignment.id}: ${alignment.reason}`]
    )
    throw new AdaptationFailed(
      'alignment',
      `fitted none of ${alignments.length} utterances`,
      reasons.slice(0, 8)
    )
  }
  return segments
}

async function writeTrainingSet(
  request: AcousticAdaptationRequest,
  segments: ReadonlyMap<string, readonly NamedSegment[]>,
  folder: string,
  work: TaskOptions
): Promise<TrainingSet> {
  const named = [...segments.values()].flat()
  const aligned = new Map<string, string>()
  const nameOf = (phones: string): string => {
    const name = aligned.get(phones) ?? `heard-${aligned.size + 1}`
    aligned.set(phones, name)
    return name
  }
  const transcripts = named.map(({ name, segment }) => `${trainingTranscript(segment, nameOf)} (${name})\n`)
  await writeFile(join(folder, 'segments.fileids'), named.map(({ name }) => `${name}\n`).join(''))
  await writeFile(join(folder, 'segments.transcription'), transcripts.join(''))
  await writeFile(
    join(folder, 'heard.dict'),
    [...aligned].map(([phones, name]) => `${name} ${phones}\n`).join('')
  )
  await writeFile(join(folder, 'fillers.dict'), '<s> SIL\n</s> SIL\n<sil> SIL\n')
  await writeFeatures({
    acousticModelDirectory: request.acousticModelDirectory,
    utterances: request.utterances.filter(({ id }) => segments.has(id)),
    segments,
    folder,
    onProgress: (fraction) => work.onProgress?.(0.4 + 0.1 * fraction),
    signal: work.signal
  })
  return { folder, segmentCount: named.length }
}

type Trained = Readonly<{
  transforms: Adaptation<AdaptationMethod>['transforms']
  counted: ReadonlySet<string>
}>

async function train(
  { methods, outputDirectory }: AcousticAdaptationRequest,
  set: TrainingSet,
  base: Base,
  { signal, onProgress }: TaskOptions
): Promise<Trained> {
  const ofMap = methods.filter((method) => method !== 'mllr').length
  const steps = mllrPasses + ofMap
  const transforms: { method: AdaptationMethod; path: string }[] = []
  const keep = async (method: AdaptationMethod, made: string, name: string): Promise<void> => {
    const path = join(outputDirectory, name)
    await rm(path, { recursive: true, force: true })
    await rename(made, path)
    transforms.push({ method, path })
  }
  let statistics = await countStatistics(set, base, 'statistics-1', signal)
  const { counted, accumulatorDirectories: ofBase } = statistics
  let matrix = await solveMllr(set, base, statistics.accumulatorDirectories, 'mllr-1', signal)
  for (let pass = 2; pass <= mllrPasses && matrix !== undefined; pass++) {
    onProgress?.((pass - 1) / steps)
    statistics = await countStatistics(set, { ...base, transformPath: matrix }, `statistics-${pass}`, signal)
    matrix = (await solveMllr(set, base, statistics.accumulatorDirectories, `mllr-${pass}`, signal)) ?? matrix
  }
  onProgress?.(mllrPasses / steps)
  if (methods.includes('map')) await keep('map', await estimateMap(set, base, ofBase, signal), 'map')
  if (methods.includes('mllr-map') && matrix !== undefined) {
    onProgress?.((mllrPasses + ofMap - 1) / steps)
    const transform = await splitByClasses(set, base, matrix, statistics.frames, signal)
    await keep('mllr-map', await estimateMllrMap(set, base, transform, signal), 'mllr-map')
  }
  if (methods.includes('mllr') && matrix !== undefined) await keep('mllr', matrix, 'mllr_matrix')
  if (transforms.length === 0) {
    throw new AdaptationFailed('mllr_solve', 'found too little audio to estimate a transform', [])
  }
  return { transforms, counted }
}
