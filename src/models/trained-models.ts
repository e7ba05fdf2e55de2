/** Models as recognition needs them, read from their bundles. @module */
import { type FileStore, Problem } from '../platform/index.ts'
import { type Engine, ModelDamaged, type RecognitionModel } from '../recognizers/index.ts'
import { CHECKSUMS_FILE, MANIFEST_FILE } from './bundle.ts'
import { checksumsOf, readChecksums, VerifiedFiles } from './bundle-checksums.ts'
import { BundleInvalid } from './bundle-schema.ts'
import { type BundleParts, checkBundle, readParts } from './check-bundle.ts'
import { bundlePrefix, type Model } from './model.ts'
import { type ModelDisplay, modelDisplay } from './model-display.ts'
import { type BundleEngine, recognitionModelOf } from './recognition-model.ts'

export type Trained = Readonly<{ model: RecognitionModel; display: ModelDisplay }>

export class TrainedModels {
  readonly #files: FileStore
  readonly #engine: BundleEngine & Pick<Engine, 'prove'>
  readonly #verified = new VerifiedFiles()
  /** Their bytes are verified at each opening, and so each is parsed once. */
  readonly #opened = new Map<string, Promise<Trained>>()
  /** Bundles of version 0.1 that are being checked for the first time. */
  readonly #recording = new Map<string, Promise<void>>()

  constructor(files: FileStore, engine: BundleEngine & Pick<Engine, 'prove'>) {
    this.#files = files
    this.#engine = engine
  }

  /** @throws Problem for a model that is not trained; ModelDamaged; CustomizationUnsupported; ModelUnusable without its base */
  async open(model: Model): Promise<Trained> {
    if (model.status !== 'Succeeded') {
      throw new Problem(
        'InvalidRequest',
        'InvalidModel',
        `The model ${model.id} is ${model.status}; only a model whose status is Succeeded can recognize speech.`
      )
    }
    try {
      await this.#verify(model.id)
      const opened = this.#opened.get(model.id) ?? this.#read(model.id)
      this.#opened.set(model.id, opened)
      // A failure is not kept: what made the files unreadable may pass.
      opened.catch(() => this.#opened.delete(model.id))
      return await opened
    } catch (error) {
      if (!(error instanceof BundleInvalid)) throw error
      throw new ModelDamaged(
        `The bundle of the model ${model.id} is damaged: ${error.message}. Restore the file from a backup, or train or import the model again.`
      )
    }
  }

  /** Its parts, verified as an opening verifies them. @throws BundleInvalid */
  async parts(id: string): Promise<BundleParts> {
    await this.#verify(id)
    return readParts(await this.#folder(id))
  }

  forget(id: string): void {
    this.#opened.delete(id)
    void this.#folder(id).then((folder) => this.#verified.forget(folder))
  }

  #folder(id: string): Promise<string> {
    return this.#files.localPath(bundlePrefix(id))
  }

  async #verify(id: string): Promise<void> {
    if (!(await this.#files.stat(`${bundlePrefix(id)}/${MANIFEST_FILE}`))) {
      throw new BundleInvalid(MANIFEST_FILE, 'missing')
    }
    const folder = await this.#folder(id)
    const sums = await readChecksums(folder)
    if (sums) {
      await this.#verified.verify(folder, sums)
      return
    }
    const recording = this.#recording.get(id) ?? this.#record(id, folder)
    this.#recording.set(id, recording)
    await recording.finally(() => this.#recording.delete(id))
  }

  /** Bundles of version 0.1 have no sums: what they hold was never checked, and is recorded once it was. */
  async #record(id: string, folder: string): Promise<void> {
    await checkBundle(folder, this.#engine, { name: id })
    await this.#files.put(`${bundlePrefix(id)}/${CHECKSUMS_FILE}`, await checksumsOf(folder))
  }

  async #read(id: string): Promise<Trained> {
    const folder = await this.#folder(id)
    const { manifest, words, rules }: BundleParts = await readParts(folder)
    return {
      model: { ...recognitionModelOf(this.#engine, manifest, folder), name: id },
      display: modelDisplay(words, rules)
    }
  }
}
