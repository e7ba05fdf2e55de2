/** Synthetic speech of `flite` voices as an Acoustic dataset of a running service. @module */
import type { Entity, RestClient } from '../../src/demo/rest-client.ts'
import { acousticArchive, readInTurn, secondsOf, speak } from '../../src/demo/synthetic-speech.ts'

export async function spokenDataset(
  api: RestClient,
  sentences: readonly string[],
  voices: readonly string[]
): Promise<Readonly<{ dataset: Entity; seconds: number }>> {
  const clips = await speak(readInTurn(sentences, voices, 1), new Map(), () => undefined)
  const created = await api.post('/datasets', {
    locale: 'en-US',
    displayName: 'synthetic speech',
    kind: 'Acoustic'
  })
  await api.uploadBlocks(created, await acousticArchive(clips))
  return { dataset: await api.finished(created, () => undefined), seconds: secondsOf(clips) }
}
