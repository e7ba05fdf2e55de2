/** All that an endpoint logged, as archives that can be corrected and uploaded as Acoustic datasets. @module */
import type { Reference } from '../api/entities.ts'
import { Refusal, type Rest } from '../api/rest.ts'
import { type LoggedPhrase, type LoggedSession, readSessions, textOfLog } from '../api/traffic.ts'
import { ZipWriter } from '../api/zip.ts'

/** Well below what an upload takes, and what a zip without the 64-bit extension can number. */
const MOST_BYTES = 2 ** 30

type Wish = Readonly<{
  onProgress: (done: number, all: number) => void
  signal: AbortSignal
}>

/** One archive, or several where there is more than a gibibyte; one recording at a time is fetched. */
export async function* logArchives(
  rest: Rest,
  endpoint: Reference,
  { onProgress, signal }: Wish
): AsyncGenerator<Blob> {
  // Asked for anew: a page that stayed open has links that have expired.
  const sessions = await readSessions(rest, endpoint, signal)
  let zip = new ZipWriter()
  let lines: string[] = []
  const finished = async (): Promise<Blob> => {
    // With byte order mark, so that no accent depends on a guess.
    await zip.add('trans.txt', new Blob([`\ufeff${lines.join('')}`]))
    return zip.finish()
  }
  for (const [index, session] of sessions.entries()) {
    const sound = await unlessGone(rest.linked(session.audio, signal))
    if (sound && zip.size > 0 && zip.size + sound.size > MOST_BYTES) {
      yield await finished()
      zip = new ZipWriter()
      lines = []
    }
    if (sound) {
      const name = await zip.add(session.audio.name, sound)
      const text = await heardIn(rest, session, signal)
      if (text !== '') lines.push(`${name}\t${text}\r\n`)
    }
    onProgress(index + 1, sessions.length)
  }
  yield await finished()
}

async function heardIn(rest: Rest, { transcript }: LoggedSession, signal: AbortSignal): Promise<string> {
  if (!transcript) return ''
  const logged = await unlessGone(rest.content<LoggedPhrase | readonly LoggedPhrase[]>(transcript, signal))
  return logged ? textOfLog(logged).replace(/\s+/g, ' ').trim() : ''
}

/** A log may be deleted, or reach its age, while the others are fetched. */
async function unlessGone<T>(wanted: Promise<T>): Promise<T | undefined> {
  try {
    return await wanted
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined
    throw error
  }
}
