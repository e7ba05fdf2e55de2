/** The work of `recognize`: recognizes recordings, writes the outputs and checks the text. @module */

import { setTimeout as pause } from 'node:timers/promises'
import { failedRecognitionChecks } from '../checks/recognition-checks.ts'
import { CommandError, EXIT, UsageError } from '../command-error.ts'
import { resolveValue } from '../command-line/argument-values.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { runConcurrently } from '../execution/run-concurrently.ts'
import { checks } from '../options/checks.ts'
import { repeats } from '../options/repeats.ts'
import { terminal } from '../output/terminal.ts'
import type { ServiceClient } from '../service/service-client.ts'
import { audioFilesOf, linesOf } from './audio-files.ts'
import { idOfAudio, type Source, sourceOf } from './audio-sources.ts'
import { transcribeFast } from './fast-transcription.ts'
import { recognizeLive, TooManyStreams } from './live-protocol.ts'
import { microphone } from './microphone.ts'
import { checkOutputs, isPlainText, plainText, withoutHypotheses, writeOutputs } from './outputs.ts'
import { type RecognitionRequest, readRecognitionRequest, recognitionAddress } from './recognition-request.ts'
import type { Hypothesis, Phrase, Recognize, RecognizedAudio } from './recognition-result.ts'
import { recognition } from './recognize-options.ts'
import { recognizeShort } from './short-audio.ts'

const MICROPHONE = 'microphone'
/** A recording waits for a free stream of the service. */
const MAX_ATTEMPTS = 120
const RETRY_MS = 500

export async function recognizeAudio(context: CommandContext): Promise<number | undefined> {
  const recordings = await recordingsOf(context)
  checkOutputs(context, recordings.length)
  const service = await context.service(recognitionAddress(context)?.origin)
  const request = await readRecognitionRequest(context, service)
  const atOnce = Math.min(context.number(repeats.threads) ?? 1, recordings.length)
  if (atOnce > 1) terminal.concurrent()
  // The plain text of a single recording is printed phrase by phrase.
  const printsPhrases = isPlainText(context) && recordings.length === 1 && request.mode === 'live'
  const recognize = recognizerFor(context, service, request, printsPhrases)
  const results: (RecognizedAudio | undefined)[] = []
  const numbered = recordings.map((recording, index) => ({ recording, index }))
  const code = await runConcurrently(
    numbered,
    atOnce,
    context.number(repeats.ramp) ?? 0,
    async ({ recording, index }) => {
      const which = recordings.length > 1 ? ` (${index + 1} of ${recordings.length})` : ''
      terminal.begin(
        recording === MICROPHONE ? 'Listening (Ctrl-C to stop)' : `Recognizing ${recording}${which}`
      )
      try {
        const id =
          (recordings.length === 1 ? context.value(recognition.audioId) : undefined) ?? idOfAudio(recording)
        results[index] = { id, ...(await recognize(recording)) }
      } catch (error) {
        // One recording that fails must not discard the results of the others.
        if (!(error instanceof CommandError) || recordings.length === 1) throw error
        terminal.fail(`${recording}: ${error.message}`, error.hint)
        return error.exitCode
      }
      terminal.end('Done!')
      return EXIT.done
    }
  )
  const all = results.filter((one) => one !== undefined)
  context.result = all.map(withoutHypotheses)
  await writeOutputs(context, all)
  if (isPlainText(context) && !printsPhrases) terminal.out(plainText(all, recordings.length > 1))
  const failures = await failedRecognitionChecks(context, all)
  for (const failure of failures) terminal.warn(failure)
  return failures.length > 0 && !context.flag(checks.ignoreFailures) ? EXIT.failed : code
}

async function recordingsOf(context: CommandContext): Promise<readonly string[]> {
  if (context.has(recognition.microphone)) return [MICROPHONE]
  const named = await Promise.all(
    [...context.values(recognition.url), ...context.values(recognition.urls)].map((one) =>
      resolveValue(one, context.config)
    )
  )
  const recordings = [...(await audioFilesOf(context)), ...named.flatMap(linesOf)]
  if (recordings.length > 0) return recordings
  throw new UsageError(
    'recognize needs audio.',
    'USE: vernacular recognize --file a.wav | --files "calls/*.wav" | --url URL | --microphone'
  )
}

function recognizerFor(
  context: CommandContext,
  service: ServiceClient,
  request: RecognitionRequest,
  printsPhrases: boolean
): Recognize {
  if (request.mode === 'fast') return transcribeFast(context, service, request)
  if (request.mode === 'rest') return recognizeShort(context, service, request)
  return async (recording) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await recognizeOnce(context, service, request, recording, printsPhrases)
      } catch (error) {
        // A speaker cannot wait, a recording can.
        const canWait = error instanceof TooManyStreams && recording !== MICROPHONE && recording !== '-'
        if (!canWait || attempt === MAX_ATTEMPTS) throw error
        await pause(RETRY_MS)
      }
    }
  }
}

async function recognizeOnce(
  context: CommandContext,
  service: ServiceClient,
  request: RecognitionRequest,
  recording: string,
  printsPhrases: boolean
): ReturnType<Recognize> {
  const phrases: Phrase[] = []
  const hypotheses: Hypothesis[] = []
  const source: Source =
    recording === MICROPHONE
      ? await microphone(context.value(recognition.device))
      : await sourceOf(context, recording)
  const { sessionId, sentMs } = await recognizeLive(service, source, request, {
    onHypothesis: (hypothesis) => {
      hypotheses.push(hypothesis)
      terminal.speech(hypothesis.text)
    },
    onPhrase: (phrase) => {
      phrases.push(phrase)
      if (printsPhrases) terminal.out(phrase.text)
    }
  }).finally(source.stop)
  const last = phrases.at(-1)
  const recognizedMs = last ? last.offsetMilliseconds + last.durationMilliseconds : 0
  return {
    file: recording,
    text: phrases.map(({ text }) => text).join('\n'),
    durationMilliseconds: sentMs ?? recognizedMs,
    phrases,
    sessionId,
    hypotheses
  }
}
