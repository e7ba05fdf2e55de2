import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { AdaptationFailed, runTrainingTool } from './training-tool.ts'

const node = (script: string): readonly [string, readonly string[]] => [process.execPath, ['-e', script]]

test('gives the lines of both streams, cut anywhere, with an unfinished last one', async () => {
  const lines = await runTrainingTool(
    ...node(
      'process.stdout.write("al"); setImmediate(() => { process.stdout.write("pha\\nbeta"); console.error("gamma") })'
    )
  )
  expect([...lines].sort()).toEqual(['alpha', 'beta', 'gamma'])
})

test('keeps only the lines asked for, however many there are', async () => {
  const lines = await runTrainingTool(...node('for (let i = 0; i < 5000; i++) console.log(i)'), {
    keep: (line) => line.endsWith('99')
  })
  expect(lines).toHaveLength(50)
})

test('a program that fails is an error with its name, exit code and last lines', async () => {
  const failing = runTrainingTool(...node('console.error("no such model"); process.exit(3)'))
  await expect(failing).rejects.toMatchObject({ tool: 'node', outcome: 3, lastLines: ['no such model'] })
  await expect(failing).rejects.toThrow(/node ended with exit code 3\. Last lines:\nno such model/)
  await expect(runTrainingTool(...node('process.kill(process.pid, "SIGSEGV")'))).rejects.toThrow(
    /ended by SIGSEGV/
  )
})

test('a program that is not there is an error with its name', async () => {
  const missing = runTrainingTool('/nowhere/bw', [])
  await expect(missing).rejects.toBeInstanceOf(AdaptationFailed)
  await expect(missing).rejects.toThrow(/bw could not be started/)
})

test('arguments reach the program as they are: there is no shell', async () => {
  const odd = '$(touch x); "y" \'z\' *'
  expect(await runTrainingTool(process.execPath, ['-p', 'process.argv[1]', odd])).toEqual([odd])
})

test('abort ends the program before the promise rejects with the reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'training-tool-'))
  try {
    const note = join(folder, 'pid')
    const controller = new AbortController()
    const script = `require('fs').writeFileSync(${JSON.stringify(note)}, String(process.pid)); setInterval(() => {}, 1000)`
    const running = runTrainingTool(...node(script), { signal: controller.signal })
    running.catch(() => undefined)
    const pid = Number(await vi.waitUntil(() => readFile(note, 'utf8').catch(() => ''), { timeout: 10_000 }))
    controller.abort(new Error('changed my mind'))
    await expect(running).rejects.toThrow('changed my mind')
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/)
    await expect(runTrainingTool(...node(''), { signal: controller.signal })).rejects.toThrow(
      'changed my mind'
    )
  } finally {
    await rm(folder, { recursive: true })
  }
})
