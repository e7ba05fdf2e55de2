/** The classical engine and neural base models, as the bench asks them: a clip in, words out, behind the same contract. @module */
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  type Engine,
  neuralSearch,
  type RecognitionModel,
  recognizeSamples
} from '../../src/recognizers/index.ts'
import { createOnnxEngine, neuralCustomization } from '../../src/recognizers/onnx/index.ts'
import { createPocketSphinxEngine, ngramGmmCustomization } from '../../src/recognizers/pocketsphinx/index.ts'
import { saveArpa, trainLanguageModel } from '../../src/speech/language-model/index.ts'
import { type Clip, lexicalWords } from './clips.ts'

export type Recognizer = Readonly<{
  recognize(clip: Clip): Promise<readonly string[]>
  /** Processor time that recognition took so far. */
  cpuSeconds(): number
  /** The most that a child process held. */
  memoryBytes(): number
}>

const CLASSICAL = 'pocketsphinx-en-us'
const TICKS_PER_SECOND = 100

const sentencesOf = (text: readonly string[]): readonly (readonly string[])[] =>
  text.map(lexicalWords).filter((words) => words.length > 0)

export const classicalEngine = (): Promise<Engine> => createPocketSphinxEngine()

/** @param text interpolated with the base's language model with the weight that the service starts from */
export async function classicalModel(text: readonly string[], scratch: string): Promise<RecognitionModel> {
  const sentences = sentencesOf(text)
  if (sentences.length === 0) return { base: CLASSICAL }
  const arpaPath = join(scratch, `classical-${sentences.length}.arpa`)
  await saveArpa(await trainLanguageModel(sentences, { order: 3 }), arpaPath)
  return { base: CLASSICAL, custom: ngramGmmCustomization({ languageModel: { arpaPath, weight: 0.5 } }) }
}

/** Every folder of `models` as an installed base model. */
export async function neuralEngine(models: string, scratch: string): Promise<Engine> {
  const bases = join(scratch, 'bases')
  await mkdir(bases)
  for (const name of await readdir(models)) {
    const folder = join(bases, name)
    await mkdir(folder)
    for (const file of await readdir(join(models, name)))
      if (file !== 'base-model.json') await symlink(resolve(models, name, file), join(folder, file))
    const described = { family: 'neural', name, locale: 'en-US', release: '20260101', description: name }
    await writeFile(join(folder, 'base-model.json'), JSON.stringify(described))
  }
  return createOnnxEngine({ baseModelsDirectory: bases, children: 1, warn: console.error })
}

export type TextCustomization = Readonly<{
  text: readonly string[]
  /** General n-grams that the text is mixed with. */
  generalPath: string | undefined
  weights: neuralSearch.FusionWeights
}>

export async function neuralModel(
  base: string,
  scratch: string,
  custom?: TextCustomization
): Promise<RecognitionModel> {
  if (custom === undefined) return { base }
  const { text, generalPath, weights } = custom
  const domain = await trainLanguageModel(sentencesOf(text), { order: 3 })
  const general =
    generalPath === undefined ? [] : (await neuralSearch.loadNgram(generalPath)).words().slice(3)
  const words = neuralSearch.sortedWords(new Set([...domain.vocabulary.words, ...general]))
  const network = neuralSearch.buildNetwork(words, await neuralSearch.buildNgram(domain, words))
  const networkPath = join(scratch, `${base}-${text.length}.network`)
  await neuralSearch.saveNetwork(networkPath, network)
  return {
    base,
    custom: neuralCustomization({
      networkPath,
      ...(generalPath === undefined ? {} : { generalPath }),
      weights
    })
  }
}

/** @returns where it was written */
export async function trainGeneral(path: string, scratch: string): Promise<string> {
  const sentences = sentencesOf((await readFile(path, 'utf8')).split('\n'))
  const written = join(scratch, 'general.ngram')
  const model = await trainLanguageModel(sentences, { order: 3 })
  await neuralSearch.saveNgram(written, await neuralSearch.buildNgram(model))
  return written
}

export async function openRecognizer(engine: Engine, model: RecognitionModel): Promise<Recognizer> {
  // Loading is not counted.
  await recognizeSamples(engine, model, chunksOf(new Int16Array(16_000)), { partials: false })
  let cpu = 0
  let memory = 0
  return {
    recognize: async ({ samples }) => {
      const before = await childCpu(engine)
      const finals = await recognizeSamples(engine, model, chunksOf(samples), { partials: false })
      cpu += (await childCpu(engine)) - before
      memory = Math.max(memory, ...engine.children().map(({ residentBytes }) => residentBytes))
      return finals.flatMap((final) => lexicalWords(final.text))
    },
    cpuSeconds: () => cpu,
    memoryBytes: () => memory
  }
}

async function* chunksOf(samples: Int16Array): AsyncGenerator<Int16Array> {
  yield samples
}

async function childCpu(engine: Engine): Promise<number> {
  const ticks = engine.children().map(async ({ pid }) => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  })
  return (await Promise.all(ticks)).reduce((sum, own) => sum + own, 0) / TICKS_PER_SECOND
}
