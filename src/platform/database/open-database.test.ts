import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { smallDisk } from '../../../tests/small-disk.ts'
import type { Database, Migration } from './database.ts'
import { DatabaseTooNew, DatabaseUnreadable, openDatabase } from './open-database.ts'

type Tables = { purses: { name: string; coins: number } }

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-database-'))
  path = join(folder, 'test.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const migration = (name: string, ...statements: readonly string[]): Migration => ({
  name,
  up: async (database: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(database)
  }
})
const PURSES = migration('001-purses', 'create table purses (name text primary key, coins integer not null)')

async function using<T>(
  migrations: readonly Migration[],
  work: (database: Database) => Promise<T>
): Promise<T> {
  const database = await openDatabase(path, migrations)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
const coinsIn = async (database: Database, name: string): Promise<number | undefined> =>
  (
    await database
      .tables<Tables>()
      .selectFrom('purses')
      .select('coins')
      .where('name', '=', name)
      .executeTakeFirst()
  )?.coins
const put = (database: Database, name: string, coins: number): Promise<unknown> =>
  database.tables<Tables>().insertInto('purses').values({ name, coins }).execute()

describe('migrations', () => {
  test('are applied in the order of their names, once each, whatever order they are given in', async () => {
    const filled = migration('002-first-purse', `insert into purses values ('mine', 7)`)
    await using([filled, PURSES], async (database) => expect(await coinsIn(database, 'mine')).toBe(7))
    const more = migration('003-interest', 'update purses set coins = coins + 1')
    for (let start = 0; start < 2; start++) {
      await using([PURSES, filled, more], async (database) => expect(await coinsIn(database, 'mine')).toBe(8))
    }
  })

  test('that fail leave nothing of themselves, and keep those before them', async () => {
    const broken = migration('002-broken', 'create table halves (a text)', 'create nonsense')
    await expect(openDatabase(path, [PURSES, broken])).rejects.toThrow('nonsense')
    const repaired = migration('002-broken', 'create table halves (a text, b text)')
    await using([PURSES, repaired], async (database) => {
      await sql`insert into halves (a, b) values ('x', 'y')`.execute(database.tables())
      await put(database, 'mine', 1)
    })
  })

  test('of a newer version are refused by name, and the data stays as it was', async () => {
    await using([PURSES, migration('900-future', 'create table future (x text)')], (database) =>
      put(database, 'mine', 3)
    )
    const rejected = openDatabase(path, [PURSES])
    await expect(rejected).rejects.toThrow(DatabaseTooNew)
    await expect(rejected).rejects.toThrow('900-future')
    await using([PURSES, migration('900-future')], async (database) =>
      expect(await coinsIn(database, 'mine')).toBe(3)
    )
  })

  test('of the same name are a mistake that no database ever sees', async () => {
    await expect(openDatabase(path, [PURSES, migration('001-purses')])).rejects.toThrow('001-purses')
  })
})

describe('the database', () => {
  test('syncs every commit, keeps a write-ahead log and checks references', async () => {
    await using([], async (database) => {
      const pragma = async (name: string): Promise<unknown> =>
        Object.values((await sql.raw(`pragma ${name}`).execute(database.tables())).rows[0] as object)[0]
      expect([
        await pragma('journal_mode'),
        await pragma('synchronous'),
        await pragma('foreign_keys')
      ]).toEqual(['wal', 2, 1])
    })
  })

  test('that is none is refused with its path', async () => {
    await writeFile(path, 'Dear diary, today I was not a database. '.repeat(50))
    const rejection = openDatabase(path, [])
    await expect(rejection).rejects.toThrow(DatabaseUnreadable)
    await expect(rejection).rejects.toThrow(path)
  })

  test('refuses a boolean instead of ending the process, and stores a lone blob or null', async () => {
    await using([migration('001-values', 'create table store (value)')], async (database) => {
      const store = (value: unknown): Promise<unknown> =>
        sql`insert into store values (${value})`.execute(database.tables())
      await expect(store(true)).rejects.toThrow('0 or 1')
      await store(Buffer.from([1, 2]))
      await store(null)
      const { rows } = await sql<{ kind: string }>`select typeof(value) kind from store`.execute(
        database.tables()
      )
      expect(rows.map(({ kind }) => kind)).toEqual(['blob', 'null'])
    })
  })
})

describe('statements that are run again', () => {
  test('see columns that were added meanwhile', async () => {
    await using([PURSES], async (database) => {
      await put(database, 'mine', 7)
      const all = async () => (await sql`select * from purses`.execute(database.tables())).rows
      expect(await all()).toEqual([{ name: 'mine', coins: 7 }])
      await sql`alter table purses add column owner text`.execute(database.tables())
      expect(await all()).toEqual([{ name: 'mine', coins: 7, owner: null }])
    })
  })

  test('work after an error, and after more others than are kept', async () => {
    await using([PURSES], async (database) => {
      await put(database, 'mine', 1)
      await expect(put(database, 'mine', 2)).rejects.toThrow('UNIQUE')
      for (let number = 0; number < 500; number++) {
        await sql`select ${sql.lit(number)} number`.execute(database.tables())
      }
      await put(database, 'yours', 3)
      expect(await coinsIn(database, 'yours')).toBe(3)
    })
  })
})

describe('transactions', () => {
  test('never mix, however their steps are interleaved, and one that throws leaves no trace', async () => {
    await using([PURSES], async (database) => {
      await put(database, 'a', 0)
      await put(database, 'b', 0)
      const move = fc.record({
        amount: fc.integer({ min: -9, max: 9 }),
        turns: fc.nat(4),
        fails: fc.boolean()
      })
      await fc.assert(
        fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 8 }), async (moves) => {
          const before = await coinsIn(database, 'a')
          await Promise.allSettled(
            moves.map(({ amount, turns, fails }) =>
              database.transaction(async (tx) => {
                const purses = tx.tables<Tables>()
                const set = async (name: string, change: number): Promise<void> => {
                  const { coins } = await purses
                    .selectFrom('purses')
                    .select('coins')
                    .where('name', '=', name)
                    .executeTakeFirstOrThrow()
                  // Between reading and writing, everyone else has a chance to come in between.
                  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
                  await purses
                    .updateTable('purses')
                    .set({ coins: coins + change })
                    .where('name', '=', name)
                    .execute()
                }
                await set('a', amount)
                if (fails) throw new Error('changed my mind')
                await set('b', -amount)
              })
            )
          )
          const moved = moves.filter(({ fails }) => !fails).reduce((total, { amount }) => total + amount, 0)
          expect(await coinsIn(database, 'a')).toBe((before ?? 0) + moved)
          expect(await coinsIn(database, 'b')).toBe(0 - (before ?? 0) - moved)
        }),
        { numRuns: 25 }
      )
    })
  })

  test('make statements outside them wait, so that nobody reads what is not committed', async () => {
    await using([PURSES], async (database) => {
      let seen: Promise<number | undefined> | undefined
      await database.transaction(async (tx) => {
        await tx.tables<Tables>().insertInto('purses').values({ name: 'mine', coins: 1 }).execute()
        seen = coinsIn(database, 'mine')
        await tx.tables<Tables>().updateTable('purses').set({ coins: 2 }).execute()
      })
      expect(await seen).toBe(2)
    })
  })

  const disk = smallDisk(700)
  afterAll(disk.remove)
  test.skipIf(disk.unavailable)('say that the disk is full, and the database goes on afterwards', () => {
    const { stdout, stderr } = spawnSync(
      ...disk.run(`
        const { openDatabase, StorageFull } = await import('${new URL('../index.ts', import.meta.url)}')
        const { sql } = await import('kysely')
        const database = await openDatabase(folder + '/small.db', [
          { name: '1', up: (db) => sql\`create table t (name text, b blob)\`.execute(db) }])
        const filled = database.transaction(async (tx) => {
          for (;;) await sql\`insert into t values ('big', zeroblob(20000))\`.execute(tx.tables())
        })
        const error = await filled.catch((error) => error)
        const count = async () => (await sql\`select count(*) n from t\`.execute(database.tables())).rows[0].n
        console.log(error instanceof StorageFull, await count())
        await database.transaction((tx) => sql\`insert into t values ('small', 'x')\`.execute(tx.tables()))
        console.log(await count())
        await database.close()`)
    )
    expect(stdout + stderr).toBe('true 0\n1\n')
  })
})
