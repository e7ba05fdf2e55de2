/** The demo from beginning to end. @module */
import { readFile } from 'node:fs/promises'
import { DemoProject } from './demo-project.ts'
import type { Entity, RestClient } from './rest-client.ts'
import { bestClipName, bestOf, KNOWN_VOICES, type Measured, showResults, UNSEEN_VOICE } from './results.ts'
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

/** What the demo uses besides text and pronunciations. */
export type Plan = Readonly<{ testSentences: number; trainingAudio: boolean }>

export const FULL: Plan = { testSentences: 30, trainingAudio: true }
export const QUICK: Plan = { testSentences: 8, trainingAudio: false }

const example = (name: string): Promise<string> =>
  readFile(new URL(`../../examples/tidal/${name}`, import.meta.url), 'utf8')
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '')

export async function tour(api: RestClient, terminal: Terminal, plan: Plan): Promise<void> {
  const unseen = linesOf(await example('test.txt')).slice(0, plan.testSentences)
  const everyOther = unseen.filter((_, index) => index % 2 === 0)
  const training = plan.trainingAudio ? await speakTrainingSentences(terminal) : undefined
  const tests = await synthesize(terminal, 'Speak the test sentences (synthetic)', [
    ...readInTurn(unseen, KNOWN_VOICES, 1),
    ...readByEach(everyOther, [UNSEEN_VOICE])
  ])

  const base = (await api.get<{ values: Entity[] }>('/models/base')).values[0]
  if (!base) throw new Error('the service has no base model')
  const project = await DemoProject.create(api, terminal)
  const text = await project.dataset('Language', 'domain text', Buffer.from(await example('domain.txt')))
  const spellings = Buffer.from(await example('pronunciations.txt'))
  const words = await project.dataset('Pronunciation', 'pronunciations', spellings)
  const audio =
    training && (await project.dataset('Acoustic', 'training audio', await acousticArchive(training)))
  const test = await project.dataset('Acoustic', 'test audio', await acousticArchive(tests))

  const trained = [await project.train('text', [text, words])]
  if (audio)
    trained.push(await project.train('audio', [audio]), await project.train('all', [text, words, audio]))
  const measured: Measured[] = []
  for (const model of trained) measured.push(await project.measure(test, base, model))

  const best = bestOf(measured)
  const endpoint = await project.deploy(best)
  const audioName = bestClipName(best)
  const clip = tests.find(({ name }) => name === audioName) ?? tests[0]
  if (clip) await project.recognize(endpoint, clip)
  showResults(terminal, measured)
}

async function speakTrainingSentences(terminal: Terminal): Promise<readonly Clip[]> {
  const sentences = linesOf(await example('audio-training.txt'))
  return synthesize(
    terminal,
    'Speak the training sentences (synthetic)',
    readInTurn(sentences, KNOWN_VOICES, 2)
  )
}

async function synthesize(
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
