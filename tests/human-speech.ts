/** Human speech with transcripts, from Debian's `pocketsphinx-testdata`, as datasets of the service. @module */
import { readFile } from 'node:fs/promises'
import type { Entity, RestClient } from '../src/demo/rest-client.ts'
import { acousticArchive, type Clip } from '../src/demo/synthetic-speech.ts'
import type { WordScore } from '../src/speech/scoring/index.ts'

const FOLDER = '/usr/share/pocketsphinx/test/data'

export const humanSets = {
  novel: { transcripts: 'librivox/transcription', text: 'novel/domain.txt' },
  cards: { transcripts: 'cards/cards.transcription', text: 'cards/domain.txt' }
} as const

export type HumanSet = keyof typeof humanSets

export async function humanClips(name: HumanSet): Promise<readonly Clip[]> {
  const { transcripts } = humanSets[name]
  const lines = (await readFile(`${FOLDER}/${transcripts}`, 'utf8')).split('\n')
  const clips = lines.map(async (line) => {
    const [, sentence = '', file = ''] = /^<s> (.*?)\s*<\/s> \((.*)\)$/.exec(line) ?? []
    if (file === '') return []
    const wav = Buffer.from(await readFile(`${FOLDER}/${transcripts.split('/')[0]}/${file}.wav`))
    return [{ name: `${file}.wav`, sentence, voice: 'human', wav }]
  })
  return (await Promise.all(clips)).flat()
}

/** The clips on the base model and on one that was given the text, through REST. */
export async function scoreHumanSet(
  api: RestClient,
  name: HumanSet,
  text: string
): Promise<Readonly<{ base: readonly WordScore[]; custom: readonly WordScore[] }>> {
  const done = (entity: Entity): Promise<Entity> => api.finished(entity, () => undefined)
  const common = { locale: 'en-US', displayName: name }
  const dataset = await api.post('/datasets', { ...common, kind: 'Acoustic' })
  await api.uploadBlocks(dataset, await acousticArchive(await humanClips(name)))
  const [test, model] = await Promise.all([
    done(dataset),
    api.post('/models', { ...common, text }).then((created) => done(created))
  ])
  const base = (await api.get<{ values: Entity[] }>('/models/base')).values[0]
  const evaluation = await done(
    await api.post('/evaluations', {
      ...common,
      dataset: { self: test.self },
      model1: { self: base?.self },
      model2: { self: model.self }
    })
  )
  const files = await api.files(evaluation)
  const scores = (number: 1 | 2): Promise<readonly WordScore[]> =>
    Promise.all(
      files
        .filter((file) => file.name.endsWith(`.model${number}_score.json`))
        .map(async (file) => (await api.content<{ score: WordScore }>(file)).score)
    )
  return { base: await scores(1), custom: await scores(2) }
}
