/** Synthetic speech for tests: one voice reads sentences, as clips or as an Acoustic dataset's archive. @module */
import { type Clip, readByEach, speak } from '../src/demo/synthetic-speech.ts'

export type { ApiFile, Entity } from '../src/demo/rest-client.ts'
export { acousticArchive } from '../src/demo/synthetic-speech.ts'
export type { Clip }

export const spokenBy = (voice: string, sentences: readonly string[]): Promise<readonly Clip[]> =>
  speak(readByEach(sentences, [voice]), new Map(), () => undefined)
