/**
 * Real base models on human speech, beside the classical engine: word errors as they are and with related text, and what
 * they cost. Attention models (Whisper, Moonshine) in their common ONNX export.
 *
 * Run: `npx tsx bench/neural/main.ts --models DIR [--clips DIR] [--general FILE] [--most N] [--beam N]`, where DIR of models has a folder
 * for each (`encoder_model.onnx`, `decoder_model_merged.onnx`, `tokenizer.json`, `config.json`), and DIR of clips has
 * `transcripts.tsv` (file, tab, what is said) and may have `text.txt` (related sentences). FILE is any text, a sentence a line,
 * against which the related text is weighed; without it models are measured only as they are.
 * @module
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attentionModels } from '../../src/recognizers/index.ts'
import { align, errorRateInterval, errors, sumScores } from '../../src/speech/scoring/index.ts'
import { type ClipSet, debianClips, folderClips, generalClips, secondsOf } from './clips.ts'
import { attention, classical, generalModel, type Recognizer } from './recognizers.ts'

const { values: options } = parseArgs({
  options: {
    models: { type: 'string' },
    clips: { type: 'string' },
    most: { type: 'string', default: '60' },
    beam: { type: 'string', default: '5' },
    alpha: { type: 'string', default: '0.3' },
    domain: { type: 'string', default: '0.5' },
    general: { type: 'string' },
    only: { type: 'string' },
    wrong: { type: 'boolean', default: false }
  }
})

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`

async function measure(name: string, set: ClipSet, recognizer: Recognizer): Promise<void> {
  const before = recognizer.cpuSeconds()
  const faults: string[] = []
  const scores = []
  for (const clip of set.clips) {
    const { words, fault } = await recognizer.recognize(clip)
    if (fault !== undefined) faults.push(fault)
    const score = align(clip.reference, words)
    if (options.wrong && errors(score) > 0)
      console.log(`    ${clip.reference.join(' ')}\n  → ${words.join(' ')}`)
    scores.push(score)
  }
  const { rate, low, high } = errorRateInterval(scores)
  const total = sumScores(scores)
  const cpu = (recognizer.cpuSeconds() - before) / secondsOf(set.clips)
  console.log(
    [
      set.name.padEnd(14),
      name.padEnd(44),
      `${percent(rate).padStart(7)} (${percent(low)} – ${percent(high)})`.padEnd(26),
      `${errors(total)}/${total.words}`.padStart(9),
      `${cpu.toFixed(3)} x`.padStart(9),
      `${(1 / cpu).toFixed(1)}`.padStart(6),
      `${(recognizer.memoryBytes() / 1e6).toFixed(0)} MB`.padStart(8),
      faults.join(', ')
    ].join('  ')
  )
}

const scratch = await mkdtemp(join(tmpdir(), 'bench-neural-'))
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
  console.log(
    '\nset, model, word errors (95 %), errors/words, processor time x audio, streams a core, memory'
  )
  for (const set of sets) {
    for (const text of set.text.length > 0 ? [[], set.text] : [[]]) {
      const recognizer = await classical(text, scratch)
      try {
        await measure(`classical${text.length > 0 ? ', related text' : ''}`, set, recognizer)
      } finally {
        await recognizer.close()
      }
    }
  }
  const general = options.general === undefined ? undefined : await generalModel(options.general)
  const beam = Number(options.beam)
  const weights = {
    alpha: Number(options.alpha),
    beta: 0,
    unknownWord: 0,
    domainWeight: Number(options.domain),
    sentenceEnd: false
  }
  for (const folder of options.models === undefined ? [] : (await readdir(options.models)).sort())
    for (const variant of attentionModels.VARIANTS) {
      const path = join(options.models ?? '', folder)
      if ((await attentionModels.findAttentionFiles(path, variant)) === undefined) continue
      const model = await attentionModels.openAttentionModel(path, { variant })
      const name = `${folder}${variant === '' ? '' : `, ${variant}`}`
      for (const set of sets) {
        await measure(name, set, await attention(model, { beam }))
        if (set.text.length === 0 || general === undefined) continue
        const custom = { text: set.text, phrases: [], weights, general }
        await measure(`${name}, related text`, set, await attention(model, { beam, custom }))
      }
      await model.close()
    }
} finally {
  await rm(scratch, { recursive: true })
}
