/** What the demo does, in order. @module */
import { readFile } from 'node:fs/promises'
import { MainJob } from './main-job.ts'
import type { Entity, RestClient } from './rest-client.ts'
import { bestClipName, bestOf, CREW, type Measured, STRANGER, showResults } from './results.ts'
import {
  acousticArchive,
  type Clip,
  parseSpokenForms,
  type Reading,
  readByEach,
  readInTurn,
  secondsOf,
  speak
} from './synthetic-speech.ts'
import type { Terminal } from './terminal.ts'

const QUICK_SENTENCES = 8

const example = (name: string): Promise<string> =>
  readFile(new URL(`../../examples/tidal/${name}`, import.meta.url), 'utf8')
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '')

/** `quick` has no training audio, and fewer sentences to test on. */
export async function tour(api: RestClient, terminal: Terminal, quick: boolean): Promise<void> {
  const unseen = linesOf(await example('test.txt')).slice(0, quick ? QUICK_SENTENCES : undefined)
  const everyOther = unseen.filter((_, index) => index % 2 === 0)
  const training = quick ? [] : await sayTraining(terminal)
  const tests = await say(terminal, 'Speak the test sentences (synthetic)', [
    ...readInTurn(unseen, CREW, 1),
    ...readByEach(everyOther, [STRANGER])
  ])

  const base = (await api.get<{ values: Entity[] }>('/models/base')).values[0]
  if (!base) throw new Error('the service has no base model')
  const job = await MainJob.begin(api, terminal)
  const text = await job.dataset('Language', 'domain text', Buffer.from(await example('domain.txt')))
  const spellings = Buffer.from(await example('pronunciations.txt'))
  const words = await job.dataset('Pronunciation', 'pronunciations', spellings)
  const audio =
    training.length > 0
      ? await job.dataset('Acoustic', 'training audio', await acousticArchive(training))
      : undefined
  const test = await job.dataset('Acoustic', 'test audio', await acousticArchive(tests))

  const trained = [await job.train('text', [text, words])]
  if (audio) trained.push(await job.train('audio', [audio]), await job.train('all', [text, words, audio]))
  const measured: Measured[] = []
  for (const model of trained) measured.push(await job.measure(test, base, model))

  const best = bestOf(measured)
  const endpoint = await job.deploy(best)
  const audioName = bestClipName(best)
  const clip = tests.find(({ name }) => name === audioName) ?? tests[0]
  if (clip) await job.recognise(endpoint, clip)
  showResults(terminal, measured)
}

async function sayTraining(terminal: Terminal): Promise<readonly Clip[]> {
  const sentences = linesOf(await example('audio-training.txt'))
  return say(terminal, 'Speak the training sentences (synthetic)', readInTurn(sentences, CREW, 2))
}

async function say(
  terminal: Terminal,
  title: string,
  readings: readonly Reading[]
): Promise<readonly Clip[]> {
  terminal.step(title)
  const spoken = parseSpokenForms(linesOf(await example('pronunciations.txt')))
  const made = await speak(readings, spoken, (done, of) => terminal.progress(`${done} of ${of} clips`))
  const voices = [...new Set(made.map(({ voice }) => voice))].join(', ')
  terminal.done(`${made.length} clips, ${Math.round(secondsOf(made))} s, voices ${voices}`)
  return made
}
