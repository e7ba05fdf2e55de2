/** The transforms and models that sphinxtrain estimates from counted statistics: MLLR, MAP, and MAP after MLLR. @module */
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TICKS_PER_SECOND } from '../../../speech/audio/index.ts'
import { TICKS_PER_FRAME } from './align.ts'
import { countStatistics, type TrainingSet } from './count-statistics.ts'
import { levelFor, writeRegressionClasses } from './regression-classes.ts'
import type { TrainingFiles } from './training-files.ts'
import { runTrainingTool, sphinxtrain } from './training-tool.ts'

export type Base = Readonly<{ directory: string; files: TrainingFiles; meansPath: string }>

// Frames that the prior of each density counts for. From the means of the base few sounds move, those that were heard
// often: voices that nobody trained on gain too. From means that MLLR moved every sound is nearer to the voices of the
// audio, and other voices lose (`bench/adapted-voices.ts`). The estimate without a fixed tau (`-bayesmean`) is better by
// one point on synthetic voices and far worse than the base on 20 s of human speech (50.7 % against 36.7 %; tau 3: 31.0).
const mapTau = 10
const mllrMapTau = 3
// Below the smallest weight of the base model, or packing would lift what adaptation never touched.
const mixtureWeightFloor = '1e-8'

type Transform = Readonly<{ path: string; classesPath?: string }>

/** One transform a class of phones where there is speech enough, else the one that all phones share. */
export async function splitByClasses(
  set: TrainingSet,
  base: Base,
  matrix: string,
  frames: number,
  signal: AbortSignal | undefined
): Promise<Transform> {
  const wanted = levelFor((frames * TICKS_PER_FRAME) / TICKS_PER_SECOND)
  if (wanted === 0) return { path: matrix }
  const moved = { ...base, transformPath: matrix }
  const { accumulatorDirectories } = await countStatistics(set, moved, 'statistics-classes', signal)
  for (let level = wanted; level > 0; level--) {
    const name = `mllr-classes-${level}`
    const classes = await writeRegressionClasses(
      base.files.modelDefinitionPath,
      level,
      join(set.folder, `${name}.map`)
    )
    if (classes === undefined) continue
    const path = await solveMllr(set, base, accumulatorDirectories, name, signal, classes.path)
    if (path !== undefined) return { path, classesPath: classes.path }
  }
  return { path: matrix }
}

/** The path of the transform, or nothing when the audio was too little to estimate every row of it. */
export async function solveMllr(
  set: TrainingSet,
  base: Base,
  accumulators: readonly string[],
  name: string,
  signal: AbortSignal | undefined,
  classesPath?: string
): Promise<string | undefined> {
  const path = join(set.folder, name)
  const failures = await runTrainingTool(
    sphinxtrain('mllr_solve'),
    [
      ...['-meanfn', base.meansPath, '-varfn', join(base.directory, 'variances')],
      ...['-accumdir', accumulators.join(','), '-outmllrfn', path],
      ...(classesPath === undefined ? [] : ['-cb2mllrfn', classesPath])
    ],
    // It leaves such rows as they were, and succeeds.
    { signal, keep: (line) => /regression in MLLR failed/.test(line) }
  )
  return failures.length === 0 ? path : undefined
}

/** A complete `-hmm` folder with the means of the base moved towards what was heard. */
export async function estimateMap(
  set: TrainingSet,
  base: Base,
  accumulators: readonly string[],
  signal: AbortSignal | undefined
): Promise<string> {
  const folder = await startModel(set, base, 'map')
  await copyFile(join(base.directory, 'sendump'), join(folder, 'sendump'))
  await adaptMeans(base, base.meansPath, accumulators, folder, mapTau, [], signal)
  return folder
}

/** A complete `-hmm` folder, its means and mixture weights moved from where `transform` puts the means. */
export async function estimateMllrMap(
  set: TrainingSet,
  base: Base,
  transform: Transform,
  signal: AbortSignal | undefined
): Promise<string> {
  const prior = { ...base, meansPath: join(set.folder, 'prior-means') }
  await runTrainingTool(
    sphinxtrain('mllr_transform'),
    [
      ...['-inmeanfn', base.meansPath, '-outmeanfn', prior.meansPath, '-mllrmat', transform.path],
      ...(transform.classesPath === undefined ? [] : ['-cb2mllrfn', transform.classesPath])
    ],
    { signal }
  )
  const { accumulatorDirectories } = await countStatistics(set, prior, 'statistics-map', signal)
  const folder = await startModel(set, base, 'mllr-map')
  const weights = join(set.folder, 'map-mixture_weights')
  const ofWeights = ['-mapmixwfn', weights, '-mwfloor', mixtureWeightFloor]
  await adaptMeans(base, prior.meansPath, accumulatorDirectories, folder, mllrMapTau, ofWeights, signal)
  await runTrainingTool(
    sphinxtrain('mk_s2sendump'),
    [
      ...['-pocketsphinx', 'yes', '-moddeffn', base.files.modelDefinitionPath, '-mixwfn', weights],
      ...['-sendumpfn', join(folder, 'sendump'), '-mwfloor', mixtureWeightFloor]
    ],
    { signal }
  )
  return folder
}

/** What adaptation leaves as it is. */
async function startModel(set: TrainingSet, base: Base, name: string): Promise<string> {
  const folder = join(set.folder, name)
  await mkdir(folder)
  for (const part of ['mdef', 'feat.params', 'noisedict', 'variances', 'transition_matrices']) {
    await copyFile(join(base.directory, part), join(folder, part))
  }
  return folder
}

async function adaptMeans(
  base: Base,
  priorMeansPath: string,
  accumulators: readonly string[],
  folder: string,
  tau: number,
  more: readonly string[],
  signal: AbortSignal | undefined
): Promise<void> {
  await runTrainingTool(
    sphinxtrain('map_adapt'),
    [
      ...['-moddeffn', base.files.modelDefinitionPath, '-ts2cbfn', '.ptm.'],
      ...['-meanfn', priorMeansPath, '-varfn', join(base.directory, 'variances')],
      ...['-mixwfn', base.files.mixtureWeightsPath, '-tmatfn', join(base.directory, 'transition_matrices')],
      ...['-accumdir', accumulators.join(','), '-mapmeanfn', join(folder, 'means'), ...more],
      ...['-bayesmean', 'no', '-fixedtau', 'yes', '-tau', `${tau}`]
    ],
    { signal }
  )
}
