import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorRate, sumScores } from '../src/speech/scoring/index.ts'
import { type HumanSet, humanSets, scoreHumanSet } from './human-speech.ts'
import { type RunningService, startInProcess } from './in-process-service.ts'

let running: RunningService

beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

describe('text adaptation on human speech', () => {
  test.each(Object.keys(humanSets) as HumanSet[])(
    'related sentences do not make the base worse: %s',
    { timeout: 120_000 },
    async (name) => {
      const text = await readFile(new URL(`../examples/${humanSets[name].text}`, import.meta.url), 'utf8')
      const { base, custom } = await scoreHumanSet(running.api, name, text)
      expect(base).toHaveLength(5)
      const [before, after] = [errorRate(sumScores(base)), errorRate(sumScores(custom))]
      console.log(`${name}: word error rate ${before.toFixed(3)} → ${after.toFixed(3)}`)
      expect(after).toBeLessThanOrEqual(before)
    }
  )
})
