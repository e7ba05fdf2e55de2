/**
 * Telephone audio: what the base makes of it, what adaptation to it buys, and whether a front end that ends where the
 * line does would be better. Synthetic speech: a voice of `flite` reads invented sentences through a line of 300 to
 * 3400 Hz at 8 kHz, µ-law; adapted on the first of them, measured on the others.
 * Run: `npx tsx bench/telephone.ts [voice [training sentences [unseen sentences]]]`.
 * @module
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  type Engine,
  recognizeFiles,
  requireCapability,
  type TranscribedUtterance
} from '../src/recognizers/index.ts'
import {
  createPocketSphinxEngine,
  type NgramGmmParts,
  ngramGmmCustomization
} from '../src/recognizers/pocketsphinx/index.ts'
import { align, errorRateInterval } from '../src/speech/scoring/index.ts'
import { sentences } from './sentences.ts'

const run = promisify(execFile)
const wide = 'pocketsphinx-en-us'
const narrow = 'narrow-en-us'
const shipped = '/usr/share/pocketsphinx/model/en-us'
/** The same filters a mel as the shipped model has, without those above the line. */
const narrowFrontEnd = { upperf: '3500', nfilt: '18' }

/** The shipped model with another front end. */
async function narrowBase(folder: string): Promise<void> {
  const directory = join(folder, narrow)
  await mkdir(directory, { recursive: true })
  await cp(join(shipped, 'en-us'), join(directory, 'acoustic'), { recursive: true })
  const path = join(directory, 'acoustic', 'feat.params')
  let params = await readFile(path, 'utf8')
  for (const [name, value] of Object.entries(narrowFrontEnd))
    params = params.replace(new RegExp(`-${name} \\S+`), `-${name} ${value}`)
  await writeFile(path, params)
  await symlink(join(shipped, 'cmudict-en-us.dict'), join(directory, 'dictionary'))
  await symlink(join(shipped, 'en-us.lm.bin'), join(directory, 'language-model'))
  const description = { name: narrow, locale: 'en-US', release: '20260101', description: 'to 3500 Hz' }
  await writeFile(join(directory, 'base-model.json'), JSON.stringify(description))
}

async function speak(voice: string, sentence: string, path: string, line: readonly string[]): Promise<void> {
  const clean = `${path}.said.wav`
  await run('flite', ['-voice', voice, '-t', sentence, '-o', clean])
  const filter = line.length === 0 ? [] : ['-af', line.join(',')]
  const onLine = `${path}.line.wav`
  const [rate, codec] = line.length === 0 ? ['16000', 'pcm_s16le'] : ['8000', 'pcm_mulaw']
  await run('ffmpeg', [
    '-loglevel',
    'error',
    '-y',
    '-i',
    clean,
    ...filter,
    '-ar',
    rate,
    '-c:a',
    codec,
    onLine
  ])
  await run('ffmpeg', ['-loglevel', 'error', '-y', '-i', onLine, '-ar', '16000', '-c:a', 'pcm_s16le', path])
}

async function errorsOf(
  engine: Engine,
  base: string,
  unseen: readonly TranscribedUtterance[],
  acoustic?: NgramGmmParts['acoustic']
): Promise<string> {
  const model = { base, custom: ngramGmmCustomization(acoustic ? { acoustic } : {}) }
  const paths = unseen.map(({ audioPath }) => audioPath)
  const recognized = await recognizeFiles(engine, model, paths, { signal: new AbortController().signal })
  const scores = unseen.map(({ words }, index) =>
    align(
      words,
      (recognized[index]?.text ?? '').split(' ').filter((word) => word !== '')
    )
  )
  const { rate, low, high } = errorRateInterval(scores)
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`
  return `${percent(rate)} (${percent(low)} – ${percent(high)})`
}

async function main(voice: string, trainingCount: number, unseenCount: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-telephone-'))
  await narrowBase(join(folder, 'bases'))
  const engine = await createPocketSphinxEngine({ baseModelsDirectory: join(folder, 'bases'), children: 1 })
  try {
    const spoken = async (name: string, line: readonly string[]): Promise<readonly TranscribedUtterance[]> =>
      Promise.all(
        sentences.slice(0, trainingCount + unseenCount).map(async (sentence, index) => {
          const audioPath = join(folder, `${name}-${index}.wav`)
          await speak(voice, sentence, audioPath, line)
          return { id: `${index}`, audioPath, words: sentence.split(' ') }
        })
      )
    const clear = await spoken('clear', [])
    const telephone = await spoken('telephone', ['highpass=f=300', 'lowpass=f=3400', 'lowpass=f=3400'])
    const unseen = telephone.slice(trainingCount)
    console.log(`${voice}, clear, base: ${await errorsOf(engine, wide, clear.slice(trainingCount))}`)
    for (const base of [wide, narrow]) {
      console.log(`${voice}, telephone, ${base}: ${await errorsOf(engine, base, unseen)}`)
      const { transforms } = await requireCapability(engine, base, 'acousticAdapter').adapt({
        model: { base },
        utterances: telephone.slice(0, trainingCount),
        methods: ['mllr', 'map'],
        outputDirectory: join(folder, `adapted-${base}`)
      })
      for (const transform of transforms)
        console.log(
          `${voice}, telephone, ${base}, ${transform.method}: ${await errorsOf(engine, base, unseen, transform)}`
        )
    }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true })
  }
}

const [voice = 'rms', training = '25', unseen = '15'] = process.argv.slice(2)
await main(voice, Number(training), Number(unseen))
