/** Training step: whether and how the acoustic model is adapted, decided on held-out utterances. @module */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, type RecognitionModel, requireCapability } from '../../../recognizers/index.ts'
import {
  AdaptationFailed,
  type AdaptationMethod,
  ngramGmmCustomization,
  ngramGmmParts
} from '../../../recognizers/pocketsphinx/index.ts'
import { TICKS_PER_SECOND } from '../../../speech/audio/index.ts'
import type { TrainingUtterance } from '../../training-data.ts'
import type { AcousticFold } from './acoustic-folds.ts'
import { type AcousticsReport, measured, rounded } from './acoustics-report.ts'
import {
  type Candidate,
  type CandidateScore,
  chooseMethod,
  explainChoice,
  type HeldOutMeasure,
  METHODS,
  minErrors,
  sumCandidateScores
} from './choose-acoustics.ts'

export type TrainedAcoustics = Readonly<{
  /** `path` is in the output directory. */
  acoustic?: Readonly<{ method: AdaptationMethod; path: string }>
  report: AcousticsReport
  tools: Readonly<Record<string, string>>
}>

export type AcousticsWork = Readonly<{
  engine: Engine
  utterances: readonly TrainingUtterance[]
  /** The custom model so far: text and words. */
  model: RecognitionModel
  folds: readonly AcousticFold[]
  /** The part of `utterances` that has no transcripts. */
  recognized: readonly TrainingUtterance[]
  /** Recognized text is used with the simplest method only. */
  measure: HeldOutMeasure
  recognize: (model: RecognitionModel, utterances: readonly TrainingUtterance[]) => Promise<CandidateScore>
  /** The audio has telephone bandwidth, for which the base was not trained. */
  narrowBand: boolean
  /** For temporary files. */
  scratch: string
  /** For the transform of the model. */
  outputDirectory: string
  signal: AbortSignal
  progress: (fraction: number, stage: string) => void
}>

const seconds = (utterances: readonly TrainingUtterance[]): number =>
  utterances.reduce((sum, { durationTicks }) => sum + durationTicks, 0) / TICKS_PER_SECOND

/**
 * The candidate with the fewest errors on held-out utterances wins; of equal ones, the simpler one. Held-out
 * utterances have the same voices as the training data, so a method that gains from these voices must be
 * significantly better. Then the winner is estimated again on all utterances.
 */
export async function trainAcoustics(work: AcousticsWork): Promise<TrainedAcoustics> {
  if (work.measure === 'confidence' || work.recognized.length === 0 || work.folds.length === 0)
    return finish(work, await measure(work))
  // Recognized text is mostly correct: transcripts show whether that is enough.
  const half = (from: number, other: AcousticsWork): AcousticsWork => ({
    ...other,
    progress: (fraction, stage) => work.progress(from + fraction / 2, stage)
  })
  const transcribed = half(0.45, withoutRecognized(work))
  const [all, some] = [await measure(half(0, work)), await measure(transcribed)]
  const [errorsWith, errorsWithout] = [all, some].map(({ sums }) => minErrors(sums))
  const used = (errorsWith ?? 0) < (errorsWithout ?? 0)
  const made = await finish(used ? work : { ...transcribed, progress: work.progress }, used ? all : some)
  const recognized = { used, errorsWith: errorsWith ?? 0, errorsWithout: errorsWithout ?? 0 }
  return { ...made, report: { ...made.report, heard: recognized } }
}

function withoutRecognized(work: AcousticsWork): AcousticsWork {
  const recognizedAudio = new Set(work.recognized)
  const known = (some: readonly TrainingUtterance[]): readonly TrainingUtterance[] =>
    some.filter((utterance) => !recognizedAudio.has(utterance))
  return {
    ...work,
    recognized: [],
    utterances: known(work.utterances),
    folds: work.folds.map((fold) => ({ ...fold, training: known(fold.training) }))
  }
}

/** Recognized text has errors: a transform with few parameters averages them out, individual means do not. */
const methodsOf = ({ measure: by }: Pick<AcousticsWork, 'measure'>): readonly AdaptationMethod[] =>
  by === 'transcripts' ? METHODS : ['mllr']

type Measurement = Awaited<ReturnType<typeof measure>>

async function finish(work: AcousticsWork, { sums, notAligned }: Measurement): Promise<TrainedAcoustics> {
  const size = sizeOf(work)
  const unchanged = (
    because: string,
    heldBack?: AcousticsReport['heldBack'],
    notAligned: AcousticsReport['notAligned'] = []
  ): TrainedAcoustics => ({
    report: { ...size, method: 'none', because, ...(heldBack ? { heldBack } : {}), notAligned },
    tools: {}
  })
  if (work.folds.length === 0) {
    return unchanged('too little audio to hold out utterances and measure whether adaptation helps')
  }
  const heldBack = heldBackReport(work, sums)
  const best = chooseMethod(sums, work)
  if (best === 'none') return unchanged(NO_GAIN[work.measure], heldBack, notAligned)
  work.progress(0.9, 'adapting to all audio')
  const final = await adapt(work, work.model, work.utterances, [best], work.outputDirectory)
  if ('failure' in final) return unchanged(notEstimated(best, final.failure), heldBack, notAligned)
  const { tools, transforms } = final
  const acoustic = transforms.find(({ method }) => method === best)
  if (!acoustic) return { ...unchanged(notEstimated(best), heldBack, final.notAligned), tools }
  const because =
    work.measure === 'transcripts'
      ? explainChoice(best, sums)
      : `${best} gave the highest confidence on held-out utterances`
  return {
    acoustic,
    report: { ...size, method: best, because, heldBack, notAligned: final.notAligned },
    tools
  }
}

const NO_GAIN: Readonly<Record<HeldOutMeasure, string>> = {
  transcripts:
    'no method made fewer errors on held-out utterances than the base acoustic model, and no method that adapts all sounds to the voices of the audio made significantly fewer',
  confidence:
    'adaptation to the recognized text did not raise the confidence on held-out utterances by a tenth, or lost words that were recognized with high confidence before'
}

const notEstimated = (method: AdaptationMethod, failure?: string): string =>
  `${method} could not be estimated on all audio${failure === undefined ? '' : `: ${failure}`}`

const sizeOf = ({
  utterances,
  narrowBand
}: AcousticsWork): Pick<AcousticsReport, 'utterances' | 'seconds' | 'narrowBand'> => ({
  utterances: utterances.length,
  seconds: rounded(seconds(utterances)),
  ...(narrowBand ? { narrowBand } : {})
})

function heldBackReport(
  { folds, measure: judgedBy }: AcousticsWork,
  sums: Measurement['sums']
): NonNullable<AcousticsReport['heldBack']> {
  const held = folds.flatMap(({ heldOut }) => heldOut)
  return {
    method: folds.length === 1 ? 'one part held out' : `${folds.length} parts, each held out in turn`,
    judgedBy,
    utterances: held.length,
    seconds: rounded(seconds(held)),
    candidates: Object.fromEntries([...sums].map(([name, counts]) => [name, measured(counts)]))
  }
}

/** Errors of each candidate, summed over the folds; a method that failed in one fold is not a candidate. */
async function measure(
  work: AcousticsWork
): Promise<
  Readonly<{ sums: ReadonlyMap<Candidate, CandidateScore>; notAligned: AcousticsReport['notAligned'] }>
> {
  const { folds, recognize, progress } = work
  const sums = new Map<Candidate, CandidateScore[]>()
  const reasons = new Map<string, string>()
  for (const [index, fold] of folds.entries()) {
    const stage = `testing adaptation, part ${index + 1} of ${folds.length}`
    const at = (share: number): void => progress((0.9 * (index + share)) / folds.length, stage)
    at(0)
    const directory = join(work.scratch, `fold-${index + 1}`)
    await mkdir(directory, { recursive: true })
    const adapted = await adapt(work, fold.model, fold.training, methodsOf(work), directory)
    const { transforms, notAligned } = 'failure' in adapted ? { transforms: [], notAligned: [] } : adapted
    for (const { id, reason } of notAligned) reasons.set(id, reason)
    const candidates = candidatesOf(work, fold.model, transforms)
    for (const [place, [name, candidate]] of candidates.entries()) {
      at(0.3 + (0.7 * place) / candidates.length)
      sums.set(name, [...(sums.get(name) ?? []), await recognize(candidate, fold.heldOut)])
    }
    await rm(directory, { recursive: true, force: true })
  }
  const whole = [...sums].filter(([, counts]) => counts.length === folds.length)
  return {
    sums: new Map(whole.map(([name, counts]) => [name, sumCandidateScores(counts)])),
    notAligned: [...reasons].map(([id, reason]) => ({ id, reason }))
  }
}

/** What is measured on a fold: its model as it is, and with each transform. */
const candidatesOf = (
  { model, measure: by }: AcousticsWork,
  foldModel: RecognitionModel,
  transforms: Adapted['transforms']
): readonly [Candidate, RecognitionModel][] => [
  // Confidences of models with different vocabularies are not comparable.
  ...(by === 'transcripts' ? [['base', { base: model.base }] satisfies [Candidate, RecognitionModel]] : []),
  ['none', foldModel],
  ...transforms.map(({ method, path }): [Candidate, RecognitionModel] => [
    method,
    {
      base: model.base,
      custom: ngramGmmCustomization({ ...ngramGmmParts(foldModel), acoustic: { method, path } })
    }
  ])
]

type Adapted = Readonly<{
  transforms: readonly Readonly<{ method: AdaptationMethod; path: string }>[]
  notAligned: AcousticsReport['notAligned']
  tools: Readonly<Record<string, string>>
}>

/**
 * If nothing can be estimated from the audio, the model keeps the base's acoustic model; the training does
 * not fail.
 */
async function adapt(
  { engine, signal }: AcousticsWork,
  model: RecognitionModel,
  utterances: readonly TrainingUtterance[],
  methods: readonly AdaptationMethod[],
  outputDirectory: string
): Promise<Adapted | Readonly<{ failure: string }>> {
  try {
    const { transforms, alignments, tools } = await requireCapability(
      engine,
      model.base,
      'acousticAdapter'
    ).adapt({ model, utterances, methods, outputDirectory }, { signal })
    const notAligned = alignments.flatMap((one) => (one.aligned ? [] : [{ id: one.id, reason: one.reason }]))
    return { transforms, notAligned, tools }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof AdaptationFailed) return { failure: error.message }
    throw error
  }
}
