/**
 * What does adaptation do to voices that it never heard? Synthetic voices of flite read the training audio of the pharmacy
 * (bench/domains); each method is then measured, voice by voice, on unseen pharmacy sentences and on the general set with
 * its human recordings. Text and words are left as the base has them.
 * Run: `npx tsx bench/adapted-voices.ts [voices to train on, default slt,rms]`.
 * @module
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clip, parseSpokenForms, readInTurn, speak } from '../src/demo/synthetic-speech.ts'
import { openFileStore } from '../src/platform/index.ts'
import { recognizeFiles, requireCapability, type TranscribedUtterance } from '../src/recognizers/index.ts'
import {
  createPocketSphinxEngine,
  type NgramGmmParts,
  ngramGmmCustomization
} from '../src/recognizers/pocketsphinx/index.ts'
import { convertToWav } from '../src/speech/audio/index.ts'
import { align, errorRate, sumScores, type WordScore } from '../src/speech/scoring/index.ts'
import { normalizerFor } from '../src/speech/text/index.ts'
import { generalRecordings } from '../src/training/regression-check/general-recordings.ts'
import { linesOf, readDomain } from './domains/domain.ts'

const BASE = 'pocketsphinx-en-us'
const METHODS = ['map', 'mllr', 'mllr-map'] as const
const TESTED_VOICES = ['slt', 'rms', 'awb', 'kal16']
const { signal } = new AbortController()

type VoicedUtterance = TranscribedUtterance & Readonly<{ voice: string }>

const normalizer = normalizerFor('en-US')
const wordsOf = (text: string): readonly string[] =>
  normalizer
    .apply(text)
    .split(' ')
    .filter((word) => word !== '')

async function written(clips: readonly Clip[], folder: string): Promise<readonly VoicedUtterance[]> {
  await mkdir(folder)
  const utterances: VoicedUtterance[] = []
  for (const { name, wav, sentence, voice } of clips) {
    const [raw, audioPath] = [join(folder, `said-${name}`), join(folder, name)]
    await writeFile(raw, wav)
    await convertToWav(raw, audioPath)
    utterances.push({ id: name, audioPath, words: wordsOf(sentence), voice })
  }
  return utterances
}

async function main(voices: readonly string[], scratch: string): Promise<void> {
  const domain = await readDomain('pharmacy', 48)
  const forms = parseSpokenForms(linesOf(domain.pronunciations))
  const clips = (sentences: readonly string[], some: readonly string[], count: number) =>
    speak(readInTurn(sentences, some, count), forms, () => undefined)
  const training = await written(await clips(domain.audio, voices, voices.length), join(scratch, 'training'))
  const tests = await written(await clips(domain.tests, TESTED_VOICES, 1), join(scratch, 'tests'))
  const engine = await createPocketSphinxEngine()
  const files = await openFileStore(join(scratch, 'files'))
  const general = (await generalRecordings({ files, engine }, Number.POSITIVE_INFINITY, signal)).map(
    ({ path, voice, reference }): VoicedUtterance => ({
      id: path,
      audioPath: path,
      words: wordsOf(reference),
      voice
    })
  )
  const rates = async (
    some: readonly VoicedUtterance[],
    acoustic?: NgramGmmParts['acoustic']
  ): Promise<string> => {
    const model = { base: BASE, custom: ngramGmmCustomization(acoustic ? { acoustic } : {}) }
    const paths = some.map(({ audioPath }) => audioPath)
    const recognized = await recognizeFiles(engine, model, paths, { signal })
    const scores = some.map(({ words }, index) => align(words, wordsOf(recognized[index]?.text ?? '')))
    const rate = (part: readonly WordScore[]): string => `${(100 * errorRate(sumScores(part))).toFixed(1)} %`
    const byVoice = [...new Set(some.map(({ voice }) => voice))].map(
      (voice) => `${voice} ${rate(scores.filter((_, index) => some[index]?.voice === voice))}`
    )
    return `${rate(scores)} (${byVoice.join(', ')})`
  }
  const outputDirectory = join(scratch, 'adapted')
  await mkdir(outputDirectory)
  const request = { model: { base: BASE }, utterances: training, methods: METHODS, outputDirectory }
  const { transforms } = await requireCapability(engine, BASE, 'acousticAdapter').adapt(request, { signal })
  for (const acoustic of [undefined, ...transforms]) {
    console.log(`${acoustic?.method ?? 'none'}, trained on ${voices.join(', ')}`)
    console.log(`  pharmacy    ${await rates(tests, acoustic)}`)
    console.log(`  general set ${await rates(general, acoustic)}`)
  }
  await engine.close()
}

const scratch = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
await main((process.argv[2] ?? 'slt,rms').split(','), scratch).finally(() => rm(scratch, { recursive: true }))
