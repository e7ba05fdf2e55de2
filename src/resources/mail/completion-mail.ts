/** Mail to whoever asked to be told when the work on an entity has ended. @module */

import { createTransport } from 'nodemailer'
import type { Logger } from 'pino'
import {
  type Database,
  describeValue,
  type Jobs,
  type Migration,
  type Settings,
  type Transaction
} from '../../platform/index.ts'
import type { EntityEvents } from '../entity-events.ts'
import { invalidPayload } from '../entity-fields.ts'
import type { EntityColumns } from '../resource-columns.ts'

type MailRow = {
  /** Of the entity, below the base path: `datasets/<id>`. */
  path: string
  address: string
}
type Tables = { completion_mails: MailRow; entities: EntityColumns }

export const mailMigrations: readonly Migration[] = [
  {
    name: '014-completion-mails',
    up: (database) =>
      database.schema
        .createTable('completion_mails')
        .addColumn('path', 'text', (column) => column.primaryKey())
        .addColumn('address', 'text', (column) => column.notNull())
        .execute()
  }
]

const JOB = 'mail.completion'
/** What a mail server will judge for itself; this only keeps out what is no address at all, or several. */
const ADDRESS = /^[^\s@<>",;:()]{1,64}@[^\s@<>",;:()]{1,255}$/
const TIMEOUT_MS = 20_000

export type MailParts = Readonly<{
  database: Database
  events: EntityEvents
  jobs: Jobs
  settings: Settings
  log: Logger
}>

export class CompletionMail {
  readonly #settings: Settings
  readonly #database: Database

  constructor({ database, events, jobs, settings, log }: MailParts) {
    this.#settings = settings
    this.#database = database
    events.listen(async (tx, { type, path }) => {
      if (type === 'Deletion') await this.#forget(tx, path)
      if (type === 'Completion' && (await this.#addressFor(path, tx)) !== undefined) {
        await jobs.enqueue(tx, { kind: JOB, subject: `${JOB}:${path}` })
      }
    })
    jobs.handle({
      kind: JOB,
      // By its settings mail was promised; a worker may have none.
      onlyInService: true,
      run: ({ subject }) => this.#send(subject.slice(JOB.length + 1)),
      failed: async (subject, error) => log.warn({ error, subject }, 'could not send an email'),
      cancelled: async () => undefined
    })
  }

  /**
   * Absent, null and empty ask for no mail.
   * @throws Problem for no address, and where the service cannot send mail: better told than waited for in vain
   */
  addressOf(value: unknown, target: string): string | undefined {
    if (value == null || value === '') return undefined
    if (typeof value !== 'string' || !ADDRESS.test(value)) {
      throw invalidPayload(`${target} is ${describeValue(value)}; expected one email address.`, target)
    }
    if (this.#settings.smtpUrl !== undefined) return value
    throw invalidPayload(
      `${target} requests an email, but this service cannot send email: VERNACULAR_SMTP_URL is not set. Leave it out, or use a web hook.`,
      target
    )
  }

  /** In the transaction that creates the entity. */
  async expect(tx: Transaction, path: string, address: string | undefined): Promise<void> {
    if (address === undefined) return
    await tx.tables<Tables>().insertInto('completion_mails').values({ path, address }).execute()
  }

  async #send(path: string): Promise<void> {
    const address = await this.#addressFor(path)
    const [collection = '', id = ''] = path.split('/')
    const entity = await this.#database
      .tables<Tables>()
      // The collection's name is its table's.
      .selectFrom(collection as 'entities')
      .select(['display_name', 'status', 'error_message'])
      .where('id', '=', id)
      .executeTakeFirst()
    const { smtpUrl, mailFrom } = this.#settings
    if (address === undefined || !entity || smtpUrl === undefined) return
    const what = `The ${collection.slice(0, -1)} "${entity.display_name}"`
    const outcome = entity.status === 'Succeeded' ? 'has succeeded' : 'has failed'
    const transport = createTransport({
      url: smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS
    })
    try {
      await transport.sendMail({
        from: mailFrom,
        to: address,
        subject: `${what} ${outcome}`.replace(/[\r\n]+/g, ' '),
        text: `${what} (${path}) ${outcome}.\n${entity.error_message === null ? '' : `\n${entity.error_message}\n`}`
      })
    } finally {
      transport.close()
    }
    await this.#database.transaction((tx) => this.#forget(tx, path))
  }

  async #addressFor(path: string, tx?: Transaction): Promise<string | undefined> {
    const row = await (tx ?? this.#database)
      .tables<Tables>()
      .selectFrom('completion_mails')
      .select('address')
      .where('path', '=', path)
      .executeTakeFirst()
    return row?.address
  }

  async #forget(tx: Transaction, path: string): Promise<void> {
    await tx.tables<Tables>().deleteFrom('completion_mails').where('path', '=', path).execute()
  }
}
