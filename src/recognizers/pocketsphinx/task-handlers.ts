/** Tasks of a child beside streams, done a piece at a time so that live streams keep their turns. @module */
import { setImmediate as turnOver } from 'node:timers/promises'
import type { TaskHandlers } from '../pool/messages.ts'
import { createAligner } from './adaptation/align.ts'
import type { ChildResources } from './child-resources.ts'
import { ngramGmmParts } from './customization.ts'
import { lookUp, withoutVariant } from './dictionary.ts'
import { proveModel } from './quarantine/prove-model.ts'
import type { Tasks } from './tasks.ts'

type Handlers = TaskHandlers<Tasks>
type Task<Name extends keyof Tasks> = Parameters<Handlers[Name]>

export const taskHandlers = (tools: ChildResources): Handlers => ({
  scoreText: (...task) => scoreText(tools, ...task),
  pronounce: ({ words }, { atWork }) => pronounce(tools, words, atWork),
  prove: ({ model }, { atWork }) => proveModel(model, tools, atWork),
  align: (...task) => alignUtterances(tools, ...task)
})

async function scoreText(
  { decoders }: ChildResources,
  ...[{ sentences }, { signal, onProgress, atWork }]: Task<'scoreText'>
): Promise<Tasks['scoreText']['answer']> {
  const rows: Tasks['scoreText']['answer'][number][] = []
  for (const [index, sentence] of sentences.entries()) {
    if (index % 200 === 0) {
      onProgress?.(index / sentences.length)
      await turnOver()
      signal?.throwIfAborted()
      atWork()
    }
    rows.push(decoders().languageModels.score(sentence))
  }
  return rows
}

async function pronounce(
  { files }: ChildResources,
  words: readonly string[],
  atWork: () => void
): Promise<Tasks['pronounce']['answer']> {
  atWork()
  const found = new Map<string, string[]>(words.map((word) => [word, []]))
  for (const { word, phones } of lookUp(files.dictionary, new Set(words))) {
    found.get(withoutVariant(word))?.push(phones)
  }
  return words.map((word) => found.get(word) ?? [])
}

async function alignUtterances(
  { library, files }: ChildResources,
  ...[{ model, utterances }, { signal, onProgress, atWork }]: Task<'align'>
): Promise<Tasks['align']['answer']> {
  const { lexiconPath, acoustic } = ngramGmmParts(model)
  atWork()
  const aligner = await createAligner(
    library,
    {
      acousticModelDirectory: files.acousticModel,
      dictionaryPath: files.dictionary,
      ...(lexiconPath === undefined ? {} : { lexiconPath }),
      ...(acoustic === undefined ? {} : { acoustic })
    },
    atWork
  )
  try {
    const fitted: Tasks['align']['answer'][number][] = []
    for (const [index, utterance] of utterances.entries()) {
      onProgress?.(index / utterances.length)
      await turnOver()
      signal?.throwIfAborted()
      atWork()
      fitted.push(await aligner.align(utterance, signal))
    }
    return fitted
  } finally {
    atWork()
    aligner.close()
  }
}
