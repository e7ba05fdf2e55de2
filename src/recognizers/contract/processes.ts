/** Child processes: death, sharing, waiting in line, closing. @module */
import { describe, expect, test } from 'vitest'
import { EngineDied } from '../errors.ts'
import { collect, type Harness, textOf } from './harness.ts'

export function processesContract(harness: Harness): void {
  describe('processes', () => {
    test('the death of one costs its own streams and no others, and it is replaced', async () => {
      const pool = await harness.make(2)
      try {
        const doomed = await pool.open(harness.model)
        const spared = await pool.open(harness.model)
        const [pid] = pool.children().map((child) => child.pid)
        expect(pool.children().map(({ streams }) => streams)).toEqual([1, 1])
        const lost = expect(collect(doomed)).rejects.toBeInstanceOf(EngineDied)
        const recognized = collect(spared)
        await Promise.all([doomed.write(harness.command.pcm), spared.write(harness.command.pcm)])
        process.kill(pid ?? 0, 'SIGKILL')
        await lost
        await expect(doomed.write(harness.command.pcm)).rejects.toBeInstanceOf(EngineDied)
        await expect(doomed.finish()).rejects.toThrow(/SIGKILL/)
        await spared.finish()
        expect(textOf(await recognized)).toBe('go forward ten meters')

        const again = await pool.open(harness.model)
        const after = collect(again)
        await again.write(harness.command.pcm)
        await again.finish()
        expect(textOf(await after)).toBe('go forward ten meters')
        expect(pool.children().map((child) => child.pid)).not.toContain(pid)
      } finally {
        await pool.close()
      }
    })

    test('streams spread over the processes; more than fit wait in line', async () => {
      const pool = await harness.make(2, 1)
      try {
        const waiting = new AbortController()
        const [first, second, third, fourth] = [
          pool.open(harness.model),
          pool.open(harness.model),
          pool.open(harness.model, { signal: waiting.signal }),
          pool.open(harness.model)
        ]
        expect(pool.children().map(({ streams }) => streams)).toEqual([1, 1])
        const refused = expect(third).rejects.toThrow(/abort/)
        await second
        waiting.abort()
        await refused
        expect(pool.children().map(({ streams }) => streams)).toEqual([1, 1])
        ;(await first).cancel()
        ;(await fourth).cancel()
        ;(await second).cancel()
      } finally {
        await pool.close()
      }
    })

    test('closing ends streams with an error and leaves no process', async () => {
      const pool = await harness.make(1)
      const stream = await pool.open(harness.model)
      const ended = expect(collect(stream)).rejects.toBeInstanceOf(EngineDied)
      const [child] = pool.children()
      await pool.close()
      await ended
      expect(() => process.kill(child?.pid ?? 0, 0)).toThrow()
      await expect(pool.open(harness.model)).rejects.toThrow(/closed/)
    })
  })
}
