/** Models as recognition needs them, read from their bundles. @module */
import { FileMissing, type FileStore, Problem } from '../platform/index.ts'
import { ModelUnusable, type RecognitionModel } from '../recognizers/index.ts'
import { DisplayRulesInvalid } from '../speech/display/index.ts'
import { readBundle } from './bundle.ts'
import type { Model } from './model.ts'
import { type ModelDisplay, modelDisplay } from './model-display.ts'

export type Trained = Readonly<{ model: RecognitionModel; display: ModelDisplay }>

const isDamage = (error: unknown): error is Error =>
  error instanceof SyntaxError || error instanceof FileMissing || error instanceof DisplayRulesInvalid

export class TrainedModels {
  readonly #files: FileStore
  /** Bundles never change once committed: each is read once. */
  readonly #opened = new Map<string, Promise<Trained>>()

  constructor(files: FileStore) {
    this.#files = files
  }

  /** @throws Problem for a model that is not trained */
  async open(model: Model): Promise<Trained> {
    if (model.status !== 'Succeeded') {
      throw new Problem(
        'InvalidRequest',
        'InvalidModel',
        `The model ${model.id} is ${model.status}; only a model that Succeeded can recognise speech.`
      )
    }
    const opened = this.#opened.get(model.id) ?? this.#read(model.id)
    this.#opened.set(model.id, opened)
    // A failure is not kept: what made the files unreadable may pass.
    opened.catch(() => this.#opened.delete(model.id))
    return opened
  }

  forget(id: string): void {
    this.#opened.delete(id)
  }

  async #read(id: string): Promise<Trained> {
    const bundle = await readBundle(this.#files, id).catch((error: unknown) => {
      // Its files are there to be read by people, and so to be spoilt by them.
      if (!isDamage(error)) throw error
      throw new ModelUnusable(`The bundle of the model ${id} is damaged: ${error.message}`)
    })
    if (bundle) return { model: bundle.model, display: modelDisplay(bundle.words, bundle.rules) }
    throw new ModelUnusable(`The bundle of the model ${id} is missing`)
  }
}
