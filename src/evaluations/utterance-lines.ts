/** Every utterance of an evaluation with what both models made of it, a line of JSON each. @module */
import { isoDuration } from '../platform/index.ts'
import type { EvaluationFileAnswers } from './evaluation-file-schema.ts'
import type { EvaluationResults } from './evaluation-results.ts'
import { tokenErrorCounts } from './token-score.ts'
import type { UtteranceScore } from './utterance-score.ts'

type RecognitionAnswer = EvaluationFileAnswers['RecognizedUtterance']
type UtteranceAnswer = EvaluationFileAnswers['UtteranceResult']

/**
 * In the order of the test set.
 * @param linked an address for the recording of that name
 */
export async function* utteranceLines(
  results: EvaluationResults,
  id: string,
  linked: (audio: string) => string | undefined
): AsyncGenerator<string> {
  const seconds = results.scores(id, 2)
  for await (const first of results.scores(id, 1)) {
    const { value: second } = await seconds.next()
    if (second) yield `${JSON.stringify(answerOf(first, second, linked(first.audio)))}\n`
  }
}

function answerOf(
  first: UtteranceScore,
  second: UtteranceScore,
  contentUrl: string | undefined
): UtteranceAnswer {
  return {
    audio: first.audio,
    ...(contentUrl === undefined ? {} : { contentUrl }),
    duration: isoDuration(first.durationTicks),
    durationInTicks: first.durationTicks,
    reference: first.reference,
    model1: recognitionAnswer(first),
    model2: recognitionAnswer(second)
  }
}

/** The columns in display form stand in the files of the evaluation; here their counts by kind are enough. */
function recognitionAnswer({ recognition, failure, score, tokens }: UtteranceScore): RecognitionAnswer {
  if (tokens === undefined) return { recognition, ...(failure === undefined ? {} : { failure }), score }
  const { steps: _steps, ...counts } = tokens
  return {
    recognition,
    ...(failure === undefined ? {} : { failure }),
    score,
    tokens: { ...counts, kinds: tokenErrorCounts([tokens]) }
  }
}
