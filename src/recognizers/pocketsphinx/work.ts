/** Work of a child other than streams, done a piece at a time so that live streams keep their turns. @module */
import { setImmediate as turnOver } from 'node:timers/promises'
import type { LongWork } from '../recognizer.ts'
import { createAligner } from './adaptation/align.ts'
import type { ChildTools } from './child-tools.ts'
import { lookUp, withoutVariant } from './dictionary.ts'
import type { Answers, Work } from './messages.ts'
import { proveModel } from './quarantine/prove-model.ts'

export function doWork(work: Work, tools: ChildTools, long: LongWork): Promise<Answers[Work['kind']]> {
  if (work.kind === 'scoreText') return scoreText(work.sentences, tools, long)
  if (work.kind === 'pronounce') return pronounce(work.words, tools)
  if (work.kind === 'prove') return proveModel(work.model, tools)
  return align(work, tools, long)
}

async function scoreText(
  sentences: readonly (readonly string[])[],
  { decoders }: ChildTools,
  { signal, onProgress }: LongWork
): Promise<Answers['scoreText']> {
  const rows: Answers['scoreText'][number][] = []
  for (const [index, sentence] of sentences.entries()) {
    if (index % 200 === 0) {
      onProgress?.(index / sentences.length)
      await turnOver()
      signal?.throwIfAborted()
    }
    rows.push(decoders().languageModels.score(sentence))
  }
  return rows
}

async function pronounce(words: readonly string[], { files }: ChildTools): Promise<Answers['pronounce']> {
  const found = new Map<string, string[]>(words.map((word) => [word, []]))
  for (const { word, phones } of lookUp(files.dictionary, new Set(words))) {
    found.get(withoutVariant(word))?.push(phones)
  }
  return words.map((word) => found.get(word) ?? [])
}

async function align(
  { model, utterances }: Extract<Work, { kind: 'align' }>,
  { library, files, atWork }: ChildTools,
  { signal, onProgress }: LongWork
): Promise<Answers['align']> {
  const { lexiconPath, acoustic } = model.custom ?? {}
  atWork()
  const aligner = await createAligner(library, {
    acousticModelDirectory: files.acousticModel,
    dictionaryPath: files.dictionary,
    ...(lexiconPath === undefined ? {} : { lexiconPath }),
    ...(acoustic === undefined ? {} : { acoustic })
  })
  try {
    const fitted: Answers['align'][number][] = []
    for (const [index, utterance] of utterances.entries()) {
      onProgress?.(index / utterances.length)
      await turnOver()
      signal?.throwIfAborted()
      atWork()
      fitted.push(await aligner.align(utterance, signal))
    }
    return fitted
  } finally {
    aligner.close()
  }
}
