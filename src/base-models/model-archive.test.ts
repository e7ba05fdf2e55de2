import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { pack } from 'tar-stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { extractModelArchive, ModelArchiveRejected } from './model-archive.ts'

const run = promisify(execFile)
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-archive-'))
  await mkdir(join(folder, 'source/model/test_wavs'), { recursive: true })
  await writeFile(join(folder, 'source/model/model.onnx'), 'weights')
  await writeFile(join(folder, 'source/model/tokens.txt'), '<blk> 0\n')
  await writeFile(join(folder, 'source/model/test_wavs/0.wav'), 'RIFF')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const target = (): string => join(folder, 'target')
const files = async (): Promise<readonly string[]> =>
  (await readdir(target(), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(target().length + 1))
    .sort()
/** @param options of tar: how it packs */
const tarOf = async (...options: string[]): Promise<string> => {
  await run('tar', ['-C', join(folder, 'source'), ...options, '-cf', join(folder, 'a.tar'), 'model'])
  return join(folder, 'a.tar')
}
async function written(name: string, content: string): Promise<string> {
  const archive = pack()
  archive.entry({ name }, content)
  archive.finalize()
  await pipeline(archive, createWriteStream(join(folder, 'hostile.tar')))
  return join(folder, 'hostile.tar')
}

const FILES = ['model.onnx', 'test_wavs/0.wav', 'tokens.txt']

describe('is unpacked without its outer folder', () => {
  test.for([
    ['plain', []],
    ['by gzip', ['-z']],
    ['by bzip2', ['-j']]
  ] as const)('tar, packed %s', async ([, options]) => {
    await extractModelArchive(await tarOf(...options), target())
    expect(await files()).toEqual(FILES)
    expect(await readFile(join(target(), 'model.onnx'), 'utf8')).toBe('weights')
  })
  test('zip', async () => {
    const zip = new ZipFile()
    for (const name of FILES) zip.addFile(join(folder, 'source/model', name), `model/${name}`)
    zip.end()
    await pipeline(zip.outputStream, createWriteStream(join(folder, 'a.zip')))
    await extractModelArchive(join(folder, 'a.zip'), target())
    expect(await files()).toEqual(FILES)
  })
})

test('links are left out', async () => {
  await symlink('/etc/passwd', join(folder, 'source/model/passwd'))
  await extractModelArchive(await tarOf(), target())
  expect(await files()).toEqual(FILES)
})

describe('is rejected', () => {
  test.for(['../outside', '/outside', 'model/../../outside', 'a\nb', 'a/b/c/d/e/f/g/h/i'])(
    'for a file named %j',
    async (name) => {
      await expect(extractModelArchive(await written(name, 'x'), target())).rejects.toThrow('of the name')
      expect((await readdir(folder)).sort()).toEqual(['hostile.tar', 'source', 'target'])
    }
  )
  test('as no archive', async () => {
    await writeFile(join(folder, 'page.html'), '<html>')
    await expect(extractModelArchive(join(folder, 'page.html'), target())).rejects.toThrow(
      'begins with the bytes 3c68746d; a .tar'
    )
  })
  test.for([[], ['-z'], ['-j']])('when it is truncated, packed by %j', async (options) => {
    await writeFile(join(folder, 'source/model/model.onnx'), Buffer.alloc(1e6, 'weights'))
    const content = await readFile(await tarOf(...options))
    await writeFile(join(folder, 'half'), content.subarray(0, content.length * 0.6))
    await expect(extractModelArchive(join(folder, 'half'), target())).rejects.toThrow(ModelArchiveRejected)
  })
  test('for what it unpacks to', async () => {
    await writeFile(join(folder, 'source/model/model.onnx'), Buffer.alloc(80 * 2 ** 20))
    await expect(extractModelArchive(await tarOf('-z'), target())).rejects.toThrow('times its size')
  })
})
