import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { smallDisk } from '../../../tests/small-disk.ts'
import { FileMissing, KeyInvalid, type LocalFiles, openFileStore } from './local-file-store.ts'

let folder: string
let files: LocalFiles
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-files-'))
  files = await openFileStore(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** What lies in the scratch folders of all processes. */
async function scratchNames(): Promise<readonly string[]> {
  const left = await readdir(join(folder, 'scratch'))
  return (await Promise.all(left.map((own) => readdir(join(folder, 'scratch', own))))).flat()
}
async function listed(prefix = ''): Promise<readonly string[]> {
  const keys: string[] = []
  for await (const { key, size } of files.list(prefix)) keys.push(`${key} ${size}`)
  return keys
}

describe('a file', () => {
  test('comes back as it was put, in whole and by range, whatever it came from', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 3000 }),
        fc.nat(2999),
        fc.nat(2999),
        async (bytes, a, b) => {
          const [start, end] = [Math.min(a, b) % bytes.length, Math.max(a, b)]
          const whole = Buffer.from(bytes)
          const sources = [
            bytes,
            Readable.from([whole]),
            (async function* () {
              yield bytes
            })()
          ]
          for (const source of sources) {
            expect(await files.put('a/b/c.bin', source)).toEqual({ key: 'a/b/c.bin', size: bytes.length })
            expect(await buffer(await files.read('a/b/c.bin'))).toEqual(whole)
            if (end >= start) {
              expect(await buffer(await files.read('a/b/c.bin', { start, end }))).toEqual(
                whole.subarray(start, end + 1)
              )
            }
          }
        }
      ),
      { numRuns: 10 }
    )
    await files.put('text', 'grüezi')
    expect(await files.readText('text')).toBe('grüezi')
    expect(await files.stat('text')).toEqual({ key: 'text', size: 7 })
    expect(await readFile(await files.localPath('text'), 'utf8')).toBe('grüezi')
  })

  test('keeps its old content while and when new content fails to arrive', async () => {
    await files.put('report', 'old')
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half of the n')
      expect(await files.readText('report')).toBe('old')
      throw new Error('the caller hung up')
    }
    await expect(files.put('report', failing())).rejects.toThrow('hung up')
    expect(await files.readText('report')).toBe('old')
    await expect(files.put('other', failing())).rejects.toThrow('hung up')
    expect(await listed()).toEqual(['report 3'])
    expect(await scratchNames()).toEqual([])
  })

  test('whose source has gone quiet is given up on abort, and leaves nothing', async () => {
    const abort = new AbortController()
    let requested = 0
    const quiet = new Readable({
      read() {
        if (requested++ === 0) this.push('first')
        else setImmediate(() => abort.abort(new Error('cancelled')))
      }
    })
    await expect(files.put('never', quiet, abort.signal)).rejects.toThrow('cancelled')
    expect(quiet.destroyed).toBe(true)
    const waiting = files.put('never', new Readable({ read() {} }), AbortSignal.abort(new Error('before')))
    await expect(waiting).rejects.toThrow('before')
    expect([await listed(), await scratchNames()]).toEqual([[], []])
  })

  test('that is not there is told from one that is', async () => {
    await files.put('a/b', 'x')
    for (const absent of ['c', 'a', 'a/b/c', 'a/c']) {
      expect(await files.stat(absent)).toBeUndefined()
      await expect(files.read(absent)).rejects.toThrow(FileMissing)
      await expect(files.readText(absent)).rejects.toThrow(FileMissing)
    }
  })
})

describe('keys', () => {
  const hostile = [
    '',
    '/',
    '/etc/passwd',
    '..',
    '../x',
    'a/../../x',
    'a/..',
    './a',
    'a//b',
    'a/',
    'a\\..\\b',
    'a\0b',
    'a/./b'
  ]
  test.each(hostile)('%j is refused wherever a key is taken', async (key) => {
    const put = files.put(key, 'x')
    await expect(put).rejects.toThrow(KeyInvalid)
    await expect(files.read(key)).rejects.toThrow(KeyInvalid)
    await expect(files.readText(key)).rejects.toThrow(KeyInvalid)
    await expect(files.stat(key)).rejects.toThrow(KeyInvalid)
    await expect(files.localPath(key)).rejects.toThrow(KeyInvalid)
  })

  test('of any other kind stay within the folder', async () => {
    const part = fc.string({ minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
        const path = await files.localPath(parts.join('/')).catch((error: unknown) => {
          expect(error).toBeInstanceOf(KeyInvalid)
          return join(folder, 'files', 'refused')
        })
        expect(path.startsWith(join(folder, 'files', 'x').slice(0, -1))).toBe(true)
        expect(join(path)).toBe(path)
      })
    )
  })
})

describe('folders', () => {
  test('are listed whole while others go', async () => {
    await files.put('kept/1/a', 'a')
    for (let round = 0; round < 50; round++) {
      await Promise.all(Array.from({ length: 10 }, (_, n) => files.put(`going/${n}/deep/b`, 'b')))
      const gone = Promise.all(Array.from({ length: 10 }, (_, n) => files.removeAll(`going/${n}`)))
      expect(await listed()).toContain('kept/1/a 1')
      await gone
    }
  })

  test('are listed by key with all below them, and removed whole', async () => {
    for (const key of ['d/1/a', 'd/1/deep/er/b', 'd/10/c', 'e']) await files.put(key, key)
    expect(await listed()).toEqual(['d/1/a 5', 'd/1/deep/er/b 13', 'd/10/c 6', 'e 1'])
    expect(await listed('d/1')).toEqual(['d/1/a 5', 'd/1/deep/er/b 13'])
    expect(await listed('d/1/')).toEqual(['d/1/a 5', 'd/1/deep/er/b 13'])
    expect(await listed('absent')).toEqual([])
    await files.removeAll('d/1')
    await files.removeAll('absent')
    expect(await listed()).toEqual(['d/10/c 6', 'e 1'])
  })

  test('of scratch are gone when the work has ended, however it ended', async () => {
    let seen = ''
    const answer = await files.withScratch(async (directory) => {
      seen = directory
      await writeFile(join(directory, 'x'), 'x')
      return 42
    })
    const failed = files.withScratch(async (directory) => {
      await writeFile(join(directory, 'x'), 'x')
      throw new Error('no good')
    })
    await expect(failed).rejects.toThrow('no good')
    expect([answer, dirname(dirname(seen)), await scratchNames()]).toEqual([42, join(folder, 'scratch'), []])
  })

  const make = (content: string): Promise<void> =>
    files.withScratch(async (directory) => {
      await mkdir(join(directory, 'in'))
      await writeFile(join(directory, 'in', content), content)
      await files.commit(directory, 'models/1')
    })

  test('are committed in one step and take the place of what was there', async () => {
    await make('first')
    expect(await listed()).toEqual(['models/1/in/first 5'])
    await make('second')
    expect(await listed()).toEqual(['models/1/in/second 6'])
    expect(await scratchNames()).toEqual([])
  })

  test('keep what was there when the new one cannot take its place', async () => {
    await make('first')
    await expect(files.commit(join(folder, 'scratch', 'absent'), 'models/1')).rejects.toThrow('ENOENT')
    expect(await listed()).toEqual(['models/1/in/first 5'])
  })

  test('that had stepped aside when the process died are put back by the next start', async () => {
    await make('first')
    // What a death between the two renames of a commit leaves behind.
    const aside = join(folder, 'scratch', 'aside.models%2F1')
    await rename(join(folder, 'files', 'models', '1'), aside)
    await mkdir(join(folder, 'scratch', 'half-made'))
    files = await openFileStore(folder)
    expect([await listed(), await scratchNames()]).toEqual([['models/1/in/first 5'], []])
    // And when the new one had already taken the place.
    await mkdir(aside)
    files = await openFileStore(folder)
    expect([await listed(), await scratchNames()]).toEqual([['models/1/in/first 5'], []])
  })
})

describe('a full disk', () => {
  const disk = smallDisk(400)
  afterAll(disk.remove)
  test.skipIf(disk.unavailable)(
    'is told as StorageFull by puts and scratch work, and nothing is half made',
    () => {
      const { stdout, stderr } = spawnSync(
        ...disk.run(`
        const { openFileStore, StorageFull } = await import('${new URL('../index.ts', import.meta.url)}')
        const { writeFile, readdir } = await import('node:fs/promises')
        const files = await openFileStore(folder)
        await files.put('small', Buffer.alloc(1000))
        const big = async function* () { for (;;) yield Buffer.alloc(10_000) }
        const put = await files.put('big', big()).catch((error) => error)
        const scratch = await files
          .withScratch((directory) => writeFile(directory + '/big', Buffer.alloc(10_000_000)))
          .catch((error) => error)
        console.log(put instanceof StorageFull, scratch instanceof StorageFull)
        await files.put('small-too', Buffer.alloc(1000))
        console.log(await readdir(folder + '/files'), (await readdir(folder + '/scratch', { recursive: true })).length)`)
      )
      expect(stdout + stderr).toBe("true true\n[ 'small', 'small-too' ] 1\n")
    }
  )
})
