/** The classical engine and attention models, as the bench asks them: a clip in, words out. @module */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attentionModels, neuralSearch, recognizeSamples } from '../../src/recognizers/index.ts'
import { createPocketSphinxEngine, ngramGmmCustomization } from '../../src/recognizers/pocketsphinx/index.ts'
import { segmentSpeech } from '../../src/speech/audio/index.ts'
import { saveArpa, trainLanguageModel } from '../../src/speech/language-model/index.ts'
import { type Clip, lexicalWords } from './clips.ts'

type AttentionModel = attentionModels.AttentionModel
type NgramAutomaton = neuralSearch.NgramAutomaton

export type Answer = Readonly<{ words: readonly string[]; fault?: string | undefined }>

/** `cpuSeconds` counts the processor time that recognition took, in whatever process. */
export type Recognizer = Readonly<{
  recognize(clip: Clip): Promise<Answer>
  cpuSeconds(): number
  memoryBytes(): number
}>

const BASE = 'pocketsphinx-en-us'
const TICKS_PER_SECOND = 100

const sentencesOf = (text: readonly string[]): readonly (readonly string[])[] =>
  text.map(lexicalWords).filter((words) => words.length > 0)

/** @param text of a customization, interpolated with the base's language model as the service's default does */
export async function classical(
  text: readonly string[],
  scratch: string
): Promise<Recognizer & Readonly<{ close: () => Promise<void> }>> {
  const engine = await createPocketSphinxEngine()
  const sentences = sentencesOf(text)
  const arpaPath = join(scratch, 'classical.arpa')
  if (sentences.length > 0) await saveArpa(await trainLanguageModel(sentences, { order: 3 }), arpaPath)
  const custom =
    sentences.length > 0
      ? { custom: ngramGmmCustomization({ languageModel: { arpaPath, weight: 0.5 } }) }
      : {}
  let cpu = 0
  let memory = 0
  return {
    recognize: async ({ samples }) => {
      const before = await childCpu(engine.children())
      const one = (async function* () {
        yield samples
      })()
      const finals = await recognizeSamples(engine, { base: BASE, ...custom }, one, { partials: false })
      cpu += (await childCpu(engine.children())) - before
      memory = Math.max(memory, ...engine.children().map(({ residentBytes }) => residentBytes))
      return { words: finals.flatMap((final) => lexicalWords(final.text)) }
    },
    cpuSeconds: () => cpu,
    memoryBytes: () => memory,
    close: () => engine.close()
  }
}

async function childCpu(children: readonly Readonly<{ pid: number }>[]): Promise<number> {
  const ticks = children.map(async ({ pid }) => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
    return Number(fields[11]) + Number(fields[12])
  })
  return (await Promise.all(ticks)).reduce((sum, own) => sum + own, 0) / TICKS_PER_SECOND
}

export type Customized = Readonly<{
  general: NgramAutomaton
  text: readonly string[]
  phrases: readonly neuralSearch.WeightedPhrase[]
  weights: neuralSearch.FusionWeights
}>

export async function attention(
  model: AttentionModel,
  options: Readonly<{ beam: number; custom?: Customized }>
): Promise<Recognizer> {
  const scorer = options.custom === undefined ? undefined : await scorerOf(model, options.custom)
  let cpu = 0
  return {
    recognize: async ({ samples }) => {
      const before = process.cpuUsage()
      const words: string[] = []
      let fault: string | undefined
      const one = (async function* () {
        yield samples
      })()
      // As the engine does it: behind the voice activity detector.
      for await (const segment of segmentSpeech(one)) {
        const phrase = Float32Array.from(segment.samples, (value) => value / 32_768)
        const result = await attentionModels.recognizePhrase(model, phrase, {
          beam: options.beam,
          language: 'en',
          words: false,
          ...(scorer === undefined ? {} : { scorer })
        })
        fault ??= result.fault
        words.push(...lexicalWords(result.alternatives[0]?.text ?? ''))
      }
      const used = process.cpuUsage(before)
      cpu += (used.user + used.system) / 1e6
      return { words, fault }
    },
    cpuSeconds: () => cpu,
    memoryBytes: () => process.memoryUsage().rss
  }
}

async function scorerOf(model: AttentionModel, custom: Customized) {
  const { general } = custom
  const sentences = sentencesOf(custom.text)
  const generalIds = new Map(general.words().map((word, id) => [word, id]))
  const domain = sentences.length > 0 ? await trainLanguageModel(sentences, { order: 3 }) : undefined
  const words = neuralSearch.sortedWords(
    new Set([...(domain?.vocabulary.words ?? []), ...general.words().slice(3)])
  )
  const generalWords = Int32Array.from(words, (word) => generalIds.get(word) ?? -1)
  const fusion = new neuralSearch.Fusion({
    tokens: new neuralSearch.TokenTable(attentionModels.attentionVocabulary(model.tokenizer)),
    network: neuralSearch.buildNetwork(
      words,
      domain === undefined ? undefined : await neuralSearch.buildNgram(domain, words)
    ),
    general,
    generalWords,
    phrases: custom.phrases,
    weights: custom.weights
  })
  return new attentionModels.FusionScorer(fusion)
}

/** Of any text, a sentence a line: what words the customer's text makes likelier is measured against it. */
export async function generalModel(path: string): Promise<NgramAutomaton> {
  const text = (await readFile(path, 'utf8')).split('\n')
  return neuralSearch.buildNgram(await trainLanguageModel(sentencesOf(text), { order: 3 }))
}
