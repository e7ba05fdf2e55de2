/** `recognize`: speech into text, subtitles, tables and JSON, and checks of it. @module */
import { setTimeout as pause } from 'node:timers/promises'
import { lookedUp } from '../arguments.ts'
import { audioFilesOf, linesOf } from '../audio-files.ts'
import { failedRecognitionChecks } from '../checks/recognition-checks.ts'
import { CommandFailed, EXIT, WrongUsage } from '../command-failed.ts'
import { hearFast } from '../recognize/fast.ts'
import type { Hear, Heard, Partial, Phrase } from '../recognize/heard.ts'
import { AllTaken, hearLive } from '../recognize/live-protocol.ts'
import { microphone } from '../recognize/microphone.ts'
import { checkOutputs, plainly, plainText, shown, writeOutputs } from '../recognize/outputs.ts'
import { hearShort } from '../recognize/short-audio.ts'
import { idOfAudio, type Source, sourceOf } from '../recognize/sources.ts'
import { readWish, recognitionAddress, type Wish } from '../recognize/wish.ts'
import type { Service } from '../service.ts'
import type { Options } from '../session.ts'
import { sideBySide } from '../side-by-side.ts'
import { terminal } from '../terminal.ts'

const MICROPHONE = 'microphone'
/** How often a recording asks again for a stream, and how long it waits between. */
const TRIES = 120
const BETWEEN_MS = 500

export async function recognize(options: Options): Promise<number | undefined> {
  const recordings = await recordingsOf(options)
  checkOutputs(options, recordings.length)
  const service = await options.service(recognitionAddress(options)?.origin)
  const wish = await readWish(options, service)
  const atOnce = Math.min(options.number('threads') ?? 1, recordings.length)
  if (atOnce > 1) terminal.many()
  // One recording alone is written phrase by phrase where nothing else is asked for.
  const flowing = plainly(options) && recordings.length === 1 && wish.way === 'live'
  const hear = hearing(options, service, wish, flowing)
  const heard: (Heard | undefined)[] = []
  const numbered = recordings.map((recording, index) => ({ recording, index }))
  const code = await sideBySide(
    numbered,
    atOnce,
    options.number('ramp') ?? 0,
    async ({ recording, index }) => {
      const which = recordings.length > 1 ? ` (${index + 1} of ${recordings.length})` : ''
      terminal.begin(
        recording === MICROPHONE ? 'Listening; Ctrl-C ends it' : `Recognizing ${recording}${which}`
      )
      try {
        const id = (recordings.length === 1 ? options.one('audioId') : undefined) ?? idOfAudio(recording)
        heard[index] = { id, ...(await hear(recording)) }
      } catch (error) {
        // One that cannot be heard must not take what was heard of the others with it.
        if (!(error instanceof CommandFailed) || recordings.length === 1) throw error
        terminal.fail(`${recording}: ${error.message}`, error.hint)
        return error.exitCode
      }
      terminal.end('Done!')
      return EXIT.done
    }
  )
  const all = heard.filter((one) => one !== undefined)
  options.answer = all.map(shown)
  await writeOutputs(options, all)
  if (plainly(options) && !flowing) terminal.out(plainText(all, recordings.length > 1))
  const failures = await failedRecognitionChecks(options, all)
  for (const failure of failures) terminal.warn(failure)
  return failures.length > 0 && !options.flag('ignoreChecks') ? EXIT.failed : code
}

async function recordingsOf(options: Options): Promise<readonly string[]> {
  if (options.has('microphone')) return [MICROPHONE]
  const named = await Promise.all(
    [...options.all('audioUrl'), ...options.all('urls')].map((one) => lookedUp(one, options.config))
  )
  const recordings = [...(await audioFilesOf(options)), ...named.flatMap(linesOf)]
  if (recordings.length > 0) return recordings
  throw new WrongUsage(
    'recognize needs audio.',
    'USE: vernacular recognize --file a.wav | --files "calls/*.wav" | --url URL | --microphone'
  )
}

function hearing(options: Options, service: Service, wish: Wish, flowing: boolean): Hear {
  if (wish.way === 'fast') return hearFast(options, service, wish)
  if (wish.way === 'rest') return hearShort(options, service, wish)
  return async (recording) => {
    for (let tries = 1; ; tries++) {
      try {
        return await hearOnce(options, service, wish, recording, flowing)
      } catch (error) {
        // Who speaks now cannot be asked to wait; a recording can.
        const waits = error instanceof AllTaken && recording !== MICROPHONE && recording !== '-'
        if (!waits || tries === TRIES) throw error
        await pause(BETWEEN_MS)
      }
    }
  }
}

async function hearOnce(
  options: Options,
  service: Service,
  wish: Wish,
  recording: string,
  flowing: boolean
): ReturnType<Hear> {
  const phrases: Phrase[] = []
  const partials: Partial[] = []
  const source: Source =
    recording === MICROPHONE ? await microphone(options.one('device')) : await sourceOf(options, recording)
  const { sessionId, sentMs } = await hearLive(service, source, wish, {
    onPartial: (partial) => {
      partials.push(partial)
      terminal.speech(partial.text)
    },
    onPhrase: (phrase) => {
      phrases.push(phrase)
      if (flowing) terminal.out(phrase.text)
    }
  }).finally(source.stop)
  const last = phrases.at(-1)
  const heardMs = last ? last.offsetMilliseconds + last.durationMilliseconds : 0
  return {
    file: recording,
    text: phrases.map(({ text }) => text).join('\n'),
    durationMilliseconds: sentMs ?? heardMs,
    phrases,
    sessionId,
    partials
  }
}
