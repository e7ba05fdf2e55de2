/** The projects of the service, and the collections of other nouns that belong to them. @module */
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Problem, type Transaction } from '../platform/index.ts'
import {
  type EntityChanges,
  type EntityStatus,
  type FilterProperties,
  type Listing,
  type Paging,
  type Platform,
  readHeadRecord
} from '../resources/index.ts'
import type { Project } from './project.ts'
import { ProjectStore } from './project-store.ts'

/** The answer of an entity of any kind. */
export type EntityAnswer = Readonly<{ status?: EntityStatus }>

/** What a noun tells of its entities in a project: a project counts and lists what it knows nothing else of. */
export type ProjectCollection = Readonly<{
  name: 'datasets' | 'models' | 'evaluations' | 'endpoints' | 'transcriptions'
  count(projectId: string): Promise<number>
  filters: FilterProperties
  /** One page, in the contract's shape. */
  list(projectId: string, paging: Paging, request: FastifyRequest): Promise<Listing<EntityAnswer>>
  /** The project goes; its entities stay, attached to none. */
  detach(tx: Transaction, projectId: string): Promise<void>
}>

/** The store of a resource that belongs to projects. */
export type ChangeableEntities = Readonly<{
  change(tx: Transaction, id: string, changes: EntityChanges): Promise<void>
}>

export type ProjectsParts = Readonly<{ locales: readonly string[] }>

export class ProjectService {
  readonly store: ProjectStore
  readonly locales: readonly string[]
  readonly #database: Platform['database']
  readonly #collections = new Map<string, ProjectCollection>()

  constructor(platform: Platform, { locales }: ProjectsParts) {
    this.#database = platform.database
    this.store = new ProjectStore(platform.database)
    this.locales = locales
  }

  addCollection(collection: ProjectCollection): void {
    this.#collections.set(collection.name, collection)
  }

  get collections(): readonly ProjectCollection[] {
    return [...this.#collections.values()]
  }

  async create(input: Omit<Project, 'id' | 'createdDateTime'>): Promise<Project> {
    const project: Project = { id: randomUUID(), ...input, createdDateTime: new Date() }
    await this.#database.transaction((tx) => this.store.insert(tx, project))
    return project
  }

  async change(id: string, changes: EntityChanges): Promise<void> {
    await this.#database.transaction((tx) => this.store.change(tx, id, changes))
  }

  /** @throws Problem `NotFound` */
  require(id: string): Promise<Project> {
    return this.store.require(id)
  }

  /** @throws Problem when an entity of that locale cannot belong to the project; no project at all is fine */
  async check(projectId: string | null | undefined, locale: string): Promise<void> {
    if (projectId == null) return
    const project = await this.store.find(projectId)
    if (!project) throw missing(projectId)
    if (project.locale !== locale) {
      throw new Problem(
        'InvalidRequest',
        'InvalidLocale',
        `locale is ${locale}, but the project's locale is ${project.locale}; they must match.`,
        'locale'
      )
    }
  }

  /**
   * Changes an entity of another resource, which the change may bring into a project.
   * @throws Problem for a project that it cannot belong to; then nothing has changed
   */
  async changeEntity(
    store: ChangeableEntities,
    { id, locale }: Readonly<{ id: string; locale: string }>,
    changes: EntityChanges
  ): Promise<void> {
    await this.check(changes.projectId, locale)
    await this.#database.transaction(async (tx) => {
      await this.requireExisting(tx, changes.projectId)
      await store.change(tx, id, changes)
    })
  }

  /** Refuses a project that was deleted since it was checked. */
  async requireExisting(tx: Transaction, projectId: string | null | undefined): Promise<void> {
    if (projectId != null && !(await this.store.find(projectId, tx))) throw missing(projectId)
  }

  async record(id: string | undefined): Promise<Readonly<Record<string, unknown>> | undefined> {
    const project = id === undefined ? undefined : await this.store.find(id)
    return project && { ...project, createdDateTime: project.createdDateTime.toISOString() }
  }

  async restore(tx: Transaction, record: unknown): Promise<string | undefined> {
    const { id, locale } = (record ?? {}) as Readonly<Record<string, unknown>>
    if (typeof id !== 'string' || typeof locale !== 'string' || !this.locales.includes(locale))
      return undefined
    if (await this.store.find(id, tx)) return id
    const head = { displayName: 'Recovered project', createdDateTime: new Date(), ...readHeadRecord(record) }
    await this.store.insert(tx, { id, locale, ...head })
    return id
  }

  async delete(id: string): Promise<void> {
    const project = await this.store.find(id)
    if (!project) return
    await this.#database.transaction(async (tx) => {
      for (const collection of this.#collections.values()) await collection.detach(tx, project.id)
      await this.store.remove(tx, project.id)
    })
  }
}

const missing = (id: string): Problem =>
  new Problem('InvalidRequest', 'InvalidPayload', `The project ${id} does not exist.`, 'project')
