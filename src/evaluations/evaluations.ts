/** The evaluations of the service: made, run in the background, changed, deleted. @module */
import { randomUUID } from 'node:crypto'
import type { Datasets } from '../datasets/index.ts'
import type { Models } from '../models/index.ts'
import { type JobContext, JobRejected, Problem } from '../platform/index.ts'
import type { Projects } from '../projects/index.ts'
import { type Engine, ModelUnusable } from '../recognizers/index.ts'
import {
  assertDeletable,
  type CustomProperties,
  cancelWork,
  type EntityChanges,
  type Fields,
  localeOf,
  objectOf,
  type Platform,
  requestFields,
  workEndings
} from '../resources/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import type { ComparedModels } from './comparison.ts'
import { evaluate } from './evaluate.ts'
import type { Evaluation } from './evaluation.ts'
import { EvaluationResults, resultsPrefix } from './evaluation-results.ts'
import { evaluationSchemas } from './evaluation-schema.ts'
import { EvaluationStore } from './evaluation-store.ts'

export type EvaluationsParts = Readonly<{
  projects: Projects
  datasets: Datasets
  models: Models
  engine: Engine
  locales: readonly string[]
}>

const JOB = 'evaluations.evaluate'

/** A name of the contract's examples: two models side by side on audio that has no transcripts. */
const INSPECTION = 'Inspection'

/** Portals show the figures only of evaluations that say what they are; many clients do not. */
const withTestingKind = (provided: CustomProperties = {}): CustomProperties =>
  Object.keys(provided).length < 10 ? { testingKind: 'Evaluation', ...provided } : provided

export class EvaluationService {
  readonly store: EvaluationStore
  readonly results: EvaluationResults
  readonly parts: EvaluationsParts
  readonly #platform: Platform

  constructor(platform: Platform, parts: EvaluationsParts) {
    this.#platform = platform
    this.parts = parts
    this.store = new EvaluationStore(platform)
    this.results = new EvaluationResults(platform.files)
    platform.jobs.handle({
      kind: JOB,
      run: (context) => this.#run(context),
      ...workEndings('evaluation', { fail: (id, error) => this.store.move(id, 'Failed', { error }) })
    })
  }

  /** Entity and job appear together. @throws Problem naming the field */
  async create(fields: Fields): Promise<Evaluation> {
    const { projects, datasets, models, locales } = this.parts
    const parsed = requestFields(evaluationSchemas, 'Evaluation', fields)
    const locale = localeOf(parsed.locale(), locales)
    const projectId = parsed.project('projects')
    await projects.check(projectId, locale)
    const customProperties = withTestingKind(parsed.customProperties())
    const datasetId = await this.#testSet(parsed.dataset('datasets'), locale, customProperties.testingKind)
    const description = parsed.description()
    const properties = fields.properties == null ? {} : objectOf(fields.properties, 'properties')
    const address = this.#platform.mail.addressOf(properties.email, 'properties.email')
    const now = new Date()
    const evaluation: Evaluation = {
      id: randomUUID(),
      displayName: parsed.displayName(),
      ...(description === undefined ? {} : { description }),
      locale,
      ...(projectId === undefined ? {} : { projectId }),
      datasetId,
      model1Id: await models.usable(fields.model1, 'model1', locale),
      model2Id: await models.usable(fields.model2, 'model2', locale),
      customProperties,
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await this.#platform.database.transaction(async (tx) => {
      await projects.requireExisting(tx, projectId)
      await datasets.requireExisting(tx, datasetId)
      await models.requireExisting(tx, evaluation.model1Id)
      await models.requireExisting(tx, evaluation.model2Id)
      await this.store.insert(tx, evaluation)
      await this.#platform.mail.expect(tx, `evaluations/${evaluation.id}`, address)
      await this.#platform.jobs.enqueue(tx, { kind: JOB, subject: evaluation.id })
    })
    return evaluation
  }

  /** @throws Problem `NotFound` */
  require(id: string): Promise<Evaluation> {
    return this.store.require(id)
  }

  /** @throws Problem InvalidPrerequisite while there are no results */
  async requireResults(id: string): Promise<Evaluation> {
    const evaluation = await this.require(id)
    if (evaluation.status === 'Succeeded') return evaluation
    throw new Problem(
      'InvalidRequest',
      'InvalidPrerequisite',
      `The evaluation ${id} is ${evaluation.status}; its results are available when its status is Succeeded.`,
      'id'
    )
  }

  /** @throws Problem InvalidPrerequisite while there are no results */
  async comparison(id: string): Promise<ComparedModels> {
    const { model1Id, datasetId } = await this.requireResults(id)
    const [{ wordCount }] = await this.results.figures(id)
    if (wordCount === 0) {
      throw new Problem(
        'InvalidRequest',
        'InvalidPrerequisite',
        `The dataset ${datasetId} of the evaluation ${id} has no transcripts, so its models cannot be measured.`,
        'id'
      )
    }
    return this.results.comparison(id, async (words) => {
      const { base } = await this.parts.models.recognitionModel(model1Id)
      const { pronouncer } = this.parts.engine.capabilities(base)
      if (pronouncer === undefined) return new Set()
      const pronunciations = await pronouncer.pronounce(base, words)
      return new Set(words.filter((_, index) => (pronunciations[index] ?? []).length === 0))
    })
  }

  async change(evaluation: Evaluation, changes: EntityChanges): Promise<Evaluation> {
    await this.parts.projects.changeEntity(this.store, evaluation, changes)
    return this.require(evaluation.id)
  }

  /** @throws Problem NotFound, Conflict when it has ended */
  async cancel(id: string): Promise<Evaluation> {
    await cancelWork(this.#platform.jobs, 'evaluation', await this.require(id))
    return this.require(id)
  }

  /** One that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    const evaluation = await this.store.find(id)
    if (!evaluation) return
    assertDeletable('evaluation', evaluation)
    await this.results.markDeleted(evaluation.id)
    await this.#platform.database.transaction((tx) => this.store.remove(tx, evaluation.id))
    await this.results.remove(evaluation.id)
  }

  /** Audio alone can be listened to with both models, which portals call an inspection; it measures nothing. */
  async #testSet(id: string, locale: string, testingKind: string | undefined): Promise<string> {
    const dataset = await this.parts.datasets.get(id)
    const reject = (inner: string, message: string): Problem =>
      new Problem('InvalidRequest', inner, message, 'dataset')
    if (!dataset) throw reject('InvalidPayload', `The dataset ${id} does not exist.`)
    const inspects = dataset.kind === 'AudioFiles' && testingKind === INSPECTION
    if (dataset.kind !== 'Acoustic' && !inspects) {
      throw reject(
        'InvalidDataset',
        `The dataset ${id} is of kind ${dataset.kind}; an evaluation needs kind Acoustic, audio with transcripts, or kind AudioFiles with {"customProperties": {"testingKind": "${INSPECTION}"}}, which measures nothing.`
      )
    }
    if (dataset.status === 'Failed') throw reject('FailedDataset', `The import of the dataset ${id} failed.`)
    if (dataset.status !== 'Succeeded') {
      throw reject(
        'InvalidDataset',
        `The dataset ${id} is ${dataset.status}; wait until its status is Succeeded.`
      )
    }
    if (dataset.locale !== locale) {
      throw new Problem(
        'InvalidRequest',
        'InvalidLocale',
        `locale is ${locale}, but the dataset's locale is ${dataset.locale}; they must match.`,
        'locale'
      )
    }
    return dataset.id
  }

  async #run({ subject: id, signal, progress }: JobContext): Promise<void> {
    const evaluation = await this.store.begin(id)
    if (!evaluation) return
    // A run before this one may have died between its results and saying so.
    if (!(await this.results.exist(id))) await this.#evaluate(evaluation, signal, progress)
    await this.store.move(id, 'Succeeded')
  }

  async #evaluate(
    { id, locale, datasetId, model1Id, model2Id }: Evaluation,
    signal: AbortSignal,
    progress: JobContext['progress']
  ): Promise<void> {
    const { datasets, models, engine } = this.parts
    const { files, log } = this.#platform
    const tested = async (modelId: string, index: number) => {
      try {
        return {
          model: await models.recognitionModel(modelId),
          formatter: await models.displayFormatter(modelId, { locale })
        }
      } catch (error) {
        throw rejection(error, index + 1)
      }
    }
    if (!(await datasets.get(datasetId))) {
      throw new JobRejected('InvalidDataset', `The dataset ${datasetId} was deleted in the meantime.`)
    }
    const ids = model1Id === model2Id ? [model1Id] : [model1Id, model2Id]
    const work = {
      engine,
      normalizer: normalizerFor(locale),
      utterances: await datasets.utterances(datasetId),
      models: await Promise.all(ids.map(tested)),
      signal,
      progress
    }
    await files.withScratch(async (scratch) => {
      const failures = await evaluate(work, scratch)
      if (failures > 0) log.warn({ evaluation: id, failures }, 'could not decode some utterances')
      signal.throwIfAborted()
      await files.commit(scratch, resultsPrefix(id))
    })
  }
}

/** A model that was deleted meanwhile, or whose bundle is damaged, stays so however often the work is tried. */
function rejection(error: unknown, number: number): unknown {
  if (error instanceof Problem) return new JobRejected(error.inner ?? 'InvalidModel', error.message)
  if (!(error instanceof ModelUnusable)) return error
  return new JobRejected('InvalidModel', `model${number} cannot be loaded: ${error.message}`)
}
