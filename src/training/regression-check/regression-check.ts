/**
 * After each training, the new model and its base recognize the general test set, one recording at a time, so
 * that other work is not delayed. A model that is worse on general speech gets a warning.
 * @module
 */
import {
  bundleJson,
  bundlePrefix,
  type GeneralSetFigures,
  type Model,
  type ModelCatalog,
  REPORT_FILE
} from '../../models/index.ts'
import {
  FileMissing,
  type FileStore,
  type JobContext,
  type JobHandler,
  JobRejected
} from '../../platform/index.ts'
import { type Engine, ModelUnusable, recognizeFile } from '../../recognizers/index.ts'
import type { Platform } from '../../resources/index.ts'
import { align, compareSystems, errorRate, errors, sumScores } from '../../speech/scoring/index.ts'
import { normalizerFor } from '../../speech/text/index.ts'
import type { TrainingReportAnswers } from '../training-report-schema.ts'
import { type GeneralRecording, GeneralSetUnavailable, generalRecordings } from './general-recordings.ts'
import { GENERAL_SET } from './general-sentences.ts'

const KIND = 'models.guard'

export type RegressionCheckParts = Readonly<{
  platform: Platform
  catalog: ModelCatalog
  engine: Engine
}>

/** Starts to check each new model, if the settings enable it. */
export function checkRegressions(parts: RegressionCheckParts): void {
  const { platform } = parts
  const { store } = parts.catalog
  platform.jobs.handle(handlerOf(parts))
  if (platform.settings.generalSet === 0) return
  platform.events.listen(async (tx, { entity, type, path }) => {
    if (entity !== 'model' || type !== 'Completion') return
    const model = await store.find(path.split('/')[1] ?? '', tx)
    if (model?.status !== 'Succeeded') return
    await store.saveGeneralSet(model.id, { status: 'NotStarted' }, tx)
    await platform.jobs.enqueue(tx, { kind: KIND, subject: model.id })
  })
}

function handlerOf(parts: RegressionCheckParts): JobHandler {
  const notRun = (id: string, reason: string): Promise<void> =>
    parts.catalog.store.saveGeneralSet(id, { status: 'NotRun', reason })
  return {
    kind: KIND,
    // Trainings and evaluations have priority over it.
    concurrencyLimit: 1,
    run: (context) => check(parts, context),
    failed: (id, error) =>
      notRun(
        id,
        error instanceof JobRejected
          ? error.message
          : 'It failed because of an internal error; see the service log.'
      ),
    cancelled: (id) => notRun(id, 'It was cancelled.')
  }
}

async function check(
  { platform, catalog, engine }: RegressionCheckParts,
  context: JobContext
): Promise<void> {
  const { store } = catalog
  const { subject: id, signal, progress } = context
  const { files } = platform
  const model = await store.find(id)
  if (model?.status !== 'Succeeded') return
  if (!model.locale.startsWith('en-')) {
    throw new JobRejected(
      'InvalidLocale',
      `The general test set exists only for English, not for ${model.locale}.`
    )
  }
  try {
    const recordings = await generalRecordings({ files, engine }, platform.settings.generalSet, signal)
    const { model: custom, display } = await catalog.trained(id)
    const base = await recognizeWithBase(files, engine, model.base, recordings, signal)
    const recognized: string[] = []
    for (const { path } of recordings) {
      // The model was deleted: its result is not needed.
      if (!(await store.find(id))) return
      progress(recognized.length / recordings.length, 'testing general speech')
      recognized.push(display.spell((await recognizeFile(engine, custom, path, signal)).text))
    }
    const result = compareWithBase(recordings, base, recognized, model.locale)
    await addToReport(files, model, result)
    await store.saveGeneralSet(id, { status: 'Succeeded', ...result.figures })
  } catch (error) {
    if (error instanceof GeneralSetUnavailable) throw new JobRejected('NotAvailable', error.message)
    // The model was deleted in the meantime: there is nowhere to store the result.
    if ((error instanceof ModelUnusable || error instanceof FileMissing) && !(await store.find(id))) return
    throw error
  }
}

/** The base recognizes the set once; a different set or base needs a new result. */
async function recognizeWithBase(
  files: FileStore,
  engine: Engine,
  base: string,
  recordings: readonly GeneralRecording[],
  signal: AbortSignal
): Promise<readonly string[]> {
  const key = `general-set/${GENERAL_SET}-${base}.json`
  const references = recordings.map(({ reference }) => reference)
  if (await files.stat(key)) {
    const known = JSON.parse(await files.readText(key)) as {
      asked: readonly string[]
      heard: readonly string[]
    }
    // Human recordings may have been installed in the meantime.
    if (known.asked.join('\n') === references.join('\n')) return known.heard
  }
  const hypotheses: string[] = []
  for (const { path } of recordings) {
    hypotheses.push((await recognizeFile(engine, { base }, path, signal)).text)
  }
  await files.put(key, bundleJson({ asked: references, heard: hypotheses }))
  return hypotheses
}

type RegressionCheck = Readonly<{
  figures: GeneralSetFigures
  utterances: readonly Readonly<{
    voice: string
    reference: string
    base: string
    custom: string
    baseErrors: number
    errors: number
  }>[]
}>

/** Both sides in spoken form, as for held-out utterances. */
function compareWithBase(
  recordings: readonly GeneralRecording[],
  base: readonly string[],
  custom: readonly string[],
  locale: string
): RegressionCheck {
  const normalizer = normalizerFor(locale)
  const wordsOf = (text: string): readonly string[] =>
    normalizer
      .apply(text)
      .split(' ')
      .filter((word) => word !== '')
  const score = (recognized: readonly string[]) =>
    recordings.map(({ reference }, index) => align(wordsOf(reference), wordsOf(recognized[index] ?? '')))
  const [ofBase, ofCustom] = [score(base), score(custom)]
  const [baseSum, customSum] = [sumScores(ofBase), sumScores(ofCustom)]
  const { low, high } = compareSystems(ofBase, ofCustom)
  return {
    figures: {
      set: GENERAL_SET,
      utterances: recordings.length,
      words: baseSum.words,
      baseWordErrorRate: rounded(errorRate(baseSum)),
      wordErrorRate: rounded(errorRate(customSum)),
      relativeChange: rounded((errors(customSum) - errors(baseSum)) / Math.max(1, errors(baseSum))),
      difference: { low: rounded(low), high: rounded(high) }
    },
    utterances: recordings.map(({ voice, reference }, index) => ({
      voice,
      reference,
      base: base[index] ?? '',
      custom: custom[index] ?? '',
      baseErrors: errors(ofBase[index] ?? baseSum),
      errors: errors(ofCustom[index] ?? customSum)
    }))
  }
}

const rounded = (value: number): number => Number(value.toFixed(4))

async function addToReport(
  files: FileStore,
  { id }: Model,
  { figures, utterances }: RegressionCheck
): Promise<void> {
  const key = `${bundlePrefix(id)}/${REPORT_FILE}`
  const report = JSON.parse(await files.readText(key)) as TrainingReportAnswers['TrainingReport']
  await files.put(key, bundleJson({ ...report, generalSet: { ...figures, utterances } }))
}
