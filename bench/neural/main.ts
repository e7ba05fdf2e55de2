/**
 * Real base models on human speech, beside the classical engine: word errors as they are and with related text, and what
 * they cost. Any model that the neural engine takes.
 *
 * Run: `npx tsx bench/neural/main.ts --models DIR [--clips DIR] [--general FILE] [--most N]`. DIR of models has a folder for
 * each. DIR of clips has `transcripts.tsv` (file, tab, what is said) and may have `text.txt` (related sentences). FILE is any
 * text, a sentence a line, for a general model that the related text is mixed with.
 * `--alpha` and `--domain` are the weights of the related text, `--only` a part of a set's name, `--engine` classical or
 * neural; `--wrong` prints what was misrecognized.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Engine, RecognitionModel } from '../../src/recognizers/index.ts'
import { align, errorRateInterval, errors, sumScores } from '../../src/speech/scoring/index.ts'
import { type ClipSet, debianClips, folderClips, generalClips, secondsOf } from './clips.ts'
import {
  classicalEngine,
  classicalModel,
  neuralEngine,
  neuralModel,
  openRecognizer,
  trainGeneral
} from './recognizers.ts'

const { values: options } = parseArgs({
  options: {
    models: { type: 'string' },
    clips: { type: 'string' },
    general: { type: 'string' },
    most: { type: 'string', default: '60' },
    alpha: { type: 'string', default: '0.5' },
    domain: { type: 'string', default: '0.5' },
    only: { type: 'string' },
    engine: { type: 'string' },
    wrong: { type: 'boolean', default: false }
  }
})

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`

const print = (...cells: readonly string[]): void =>
  console.log(cells.map((cell, column) => cell.padEnd([14, 34, 26, 10, 9, 7][column] ?? 0)).join('  '))

async function measure(name: string, set: ClipSet, engine: Engine, model: RecognitionModel): Promise<void> {
  const recognizer = await openRecognizer(engine, model)
  const scores = []
  for (const clip of set.clips) {
    const words = await recognizer.recognize(clip)
    const score = align(clip.reference, words)
    if (options.wrong && errors(score) > 0)
      console.log(`    ${clip.reference.join(' ')}\n  → ${words.join(' ')}`)
    scores.push(score)
  }
  const { rate, low, high } = errorRateInterval(scores)
  const total = sumScores(scores)
  const cpu = recognizer.cpuSeconds() / secondsOf(set.clips)
  print(
    set.name,
    name,
    `${percent(rate)} (${percent(low)} – ${percent(high)})`,
    `${errors(total)}/${total.words}`,
    cpu.toFixed(3),
    (1 / cpu).toFixed(1),
    `${(recognizer.memoryBytes() / 1e6).toFixed(0)} MB`
  )
}

const scratch = await mkdtemp(join(tmpdir(), 'bench-neural-'))
const engines: Engine[] = []
try {
  const most = Number(options.most)
  const sets = [
    await debianClips('novel', 'librivox', 'transcription'),
    await debianClips('cards', 'cards', 'cards.transcription'),
    ...(options.clips === undefined ? [] : [await folderClips(options.clips, most)]),
    await generalClips(join(scratch, 'general'), most)
  ].filter(({ name }) => options.only === undefined || name.includes(options.only))
  for (const { name, clips } of sets)
    console.log(`${name}: ${clips.length} clips, ${secondsOf(clips).toFixed(0)} s`)
  print('\nset', ' model', 'word errors (95 %)', 'errors', 'CPU x', 'streams', 'memory')
  if (options.engine !== 'neural') {
    const engine = await classicalEngine()
    engines.push(engine)
    for (const set of sets) {
      await measure('classical', set, engine, await classicalModel([], scratch))
      if (set.text.length > 0)
        await measure('classical, related text', set, engine, await classicalModel(set.text, scratch))
    }
  }
  if (options.models !== undefined && options.engine !== 'classical') {
    const generalPath =
      options.general === undefined ? undefined : await trainGeneral(options.general, scratch)
    const weights = {
      alpha: Number(options.alpha),
      beta: 0,
      unknownWord: 0,
      // In place of a general model, as the neural recipe has it.
      ...(generalPath === undefined ? { background: Math.log(5e-4) } : {}),
      domainWeight: Number(options.domain),
      sentenceEnd: false
    }
    const engine = await neuralEngine(options.models, scratch)
    engines.push(engine)
    for (const { name } of engine.baseModels)
      for (const set of sets) {
        await measure(name, set, engine, await neuralModel(name, scratch))
        if (set.text.length === 0) continue
        const custom = await neuralModel(name, scratch, { text: set.text, generalPath, weights })
        await measure(`${name}, related text`, set, engine, custom)
      }
  }
} finally {
  for (const engine of engines) await engine.close()
  await rm(scratch, { recursive: true })
}
