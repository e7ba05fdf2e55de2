/** The steps of the demo in one project, each through the REST API and with its progress shown. @module */
import type { Answered, ModelFile, TrainingReport } from '../openapi/api-types.ts'
import type { Entity, RestClient } from './rest-client.ts'
import { type Detail, type Measured, percent, type Trained } from './results.ts'
import type { Clip } from './synthetic-speech.ts'
import type { Terminal } from './terminal.ts'

const LOCALE = { locale: 'en-US' } as const

export class DemoProject {
  readonly #api: RestClient
  readonly #terminal: Terminal
  readonly #project: Entity

  private constructor(api: RestClient, terminal: Terminal, project: Entity) {
    this.#api = api
    this.#terminal = terminal
    this.#project = project
  }

  static async create(api: RestClient, terminal: Terminal): Promise<DemoProject> {
    return new DemoProject(
      api,
      terminal,
      await api.post('/projects', { ...LOCALE, displayName: 'Tidal crew' })
    )
  }

  async dataset(kind: string, displayName: string, content: Buffer<ArrayBuffer>): Promise<Entity> {
    this.#terminal.step(`Upload and import: ${displayName}`)
    const created = await this.#api.post('/datasets', {
      ...LOCALE,
      kind,
      displayName,
      project: { self: this.#project.self }
    })
    await this.#api.uploadBlocks(created, content)
    const imported = await this.#api.finished(created, ({ status }) => this.#terminal.progress(status ?? ''))
    const { acceptedLineCount, rejectedLineCount } = imported.properties ?? {}
    this.#terminal.done(`${acceptedLineCount} accepted, ${rejectedLineCount} rejected`)
    return imported
  }

  async train(name: string, datasets: readonly Entity[]): Promise<Trained> {
    this.#terminal.step(`Train the model "${name}"`)
    const created = await this.#api.post('/models', {
      ...LOCALE,
      displayName: `Tidal crew (${name})`,
      project: { self: this.#project.self },
      datasets: datasets.map(({ self }) => ({ self }))
    })
    const model = await this.#api.finished(created, ({ status }) => this.#terminal.progress(status ?? ''))
    const report = (await this.#api.files(model)).find(({ name: file }) => file === 'report.json')
    const outcome = report && (await this.#api.content<TrainingReport>(report)).verdict.summary
    const seconds = this.#terminal.done(outcome ?? 'trained')
    const manifest = await this.#api.get<{ modelFiles: Required<Answered<ModelFile>>[] }>(
      `${model.self}/manifest`
    )
    const sizes = await Promise.all(manifest.modelFiles.map(({ contentUrl }) => bytesAt(contentUrl)))
    return { name, model, seconds, bytes: sizes.reduce((sum, size) => sum + size, 0) }
  }

  async measure(test: Entity, base: Entity, trained: Trained): Promise<Measured> {
    this.#terminal.step(`Compare "${trained.name}" with the base model on unseen sentences`)
    const created = await this.#api.post('/evaluations', {
      ...LOCALE,
      displayName: `base and ${trained.name}`,
      project: { self: this.#project.self },
      dataset: { self: test.self },
      model1: { self: base.self },
      model2: { self: trained.model.self }
    })
    const evaluation = await this.#api.finished(created, ({ status }) =>
      this.#terminal.progress(status ?? '')
    )
    const { wordErrorRate1, wordErrorRate2 } = evaluation.properties as Record<string, number>
    const files = await this.#api.files(evaluation)
    const details = async (number: 1 | 2): Promise<readonly Detail[]> => {
      const own = files.filter(({ name }) => name.endsWith(`.model${number}_score.json`))
      return Promise.all(own.map((file) => this.#api.content<Detail>(file)))
    }
    const [baseScores, scores] = [await details(1), await details(2)]
    this.#terminal.done(`word error rate ${percent(wordErrorRate1)} → ${percent(wordErrorRate2)}`)
    return { ...trained, scores, baseScores }
  }

  async deploy(best: Trained): Promise<Entity> {
    this.#terminal.step(`Deploy "${best.name}" to an endpoint`)
    const created = await this.#api.post('/endpoints', {
      ...LOCALE,
      displayName: 'Tidal crew',
      project: { self: this.#project.self },
      model: { self: best.model.self }
    })
    const endpoint = await this.#api.finished(created, ({ status }) => this.#terminal.progress(status ?? ''))
    this.#terminal.done(endpoint.self)
    return endpoint
  }

  async recognize(endpoint: Entity, clip: Clip): Promise<void> {
    this.#terminal.step(`Recognize ${clip.name} live on the endpoint`)
    const url = `${endpoint.links?.restConversation}&language=en-US&format=simple`
    const answer = await this.#api.postAudio<{ DisplayText: string }>(url, Buffer.from(clip.wav))
    this.#terminal.done(`"${answer.DisplayText}"`)
  }
}

async function bytesAt(url: string): Promise<number> {
  const answer = await fetch(url)
  return (await answer.arrayBuffer()).byteLength
}
