import { describe, expect, test } from 'vitest'
import type { TextReport } from '../../text/text-report.ts'
import type { AcousticsReport } from './acoustics-report.ts'
import { trainingOutcome } from './choose-outcome.ts'

const text = (comparedWithBase?: TextReport['comparedWithBase']): TextReport => ({
  sentences: 9,
  words: 40,
  vocabulary: 20,
  weight: 0.5,
  weightFrom: 'held-back text',
  ...(comparedWithBase === undefined ? {} : { comparedWithBase })
})

const measured = (errors: number) => ({ errors, words: 100, errorRate: errors / 100 })
const acoustics = (
  base: number,
  none: number,
  map: number,
  method: AcousticsReport['method']
): AcousticsReport => ({
  utterances: 30,
  seconds: 90,
  method,
  because: '',
  heldBack: {
    method: '',
    judgedBy: 'transcripts',
    utterances: 6,
    seconds: 18,
    candidates: { base: measured(base), none: measured(none), map: measured(map) }
  },
  notAligned: []
})

/** Perplexities, and how sure the ratio between them is. */
const compared = (base: number, interpolated: number | null, sure = 1.1) => ({
  base,
  mixed: interpolated,
  sentences: 40,
  words: 300,
  ...(interpolated === null
    ? {}
    : { ratio: { low: interpolated / base / sure, high: (interpolated / base) * sure } })
})

describe('the verdict', () => {
  test('is by errors heard where there is audio, whatever the text says', () => {
    const outcome = trainingOutcome(text(compared(100, 500)), acoustics(30, 20, 12, 'map'))
    expect(outcome).toMatchObject({ worseThanBase: false, base: 0.3, custom: 0.12 })
    expect(outcome.summary).toBe('12.0 % word errors on 6 held-out utterances, the base 30.0 %')
  })

  test('says it aloud when the model that was made is worse', () => {
    const outcome = trainingOutcome(text(), acoustics(20, 45, 50, 'none'))
    expect(outcome).toMatchObject({ worseThanBase: true, measuredOn: 'held-back utterances' })
    expect(outcome.summary).toContain('WORSE THAN THE BASE')
  })

  test('does not call an equal model worse', () => {
    expect(trainingOutcome(text(), acoustics(20, 20, 20, 'none')).worseThanBase).toBeNull()
    expect(trainingOutcome(text(compared(80, 80)), undefined).worseThanBase).toBeNull()
  })

  test('is by held-back text without audio; impossible words are worse', () => {
    expect(trainingOutcome(text(compared(100, 40)), undefined)).toMatchObject({
      worseThanBase: false,
      measuredOn: 'held-back text'
    })
    expect(trainingOutcome(text(compared(100, 140)), undefined).worseThanBase).toBe(true)
    expect(trainingOutcome(text(compared(100, null)), undefined).worseThanBase).toBe(true)
  })

  test('calls a difference that may be chance no difference, and little data little', () => {
    const chance = trainingOutcome(text(compared(100, 105)), undefined)
    expect(chance).toMatchObject({
      worseThanBase: null,
      measuredOn: 'held-back text',
      base: 100,
      custom: 105
    })
    expect(chance.summary).toContain('no significant difference')
    const little = trainingOutcome(text({ base: 694, mixed: 824, sentences: 2, words: 12 }), undefined)
    expect(little.worseThanBase).toBeNull()
    expect(little.summary).toContain('too little held-out data (12 words in 2 sentences)')
    expect(trainingOutcome(undefined, acoustics(20, 25, 30, 'none')).summary).toContain(
      'no significant difference'
    )
  })

  test('claims nothing where nothing could be compared', () => {
    const outcome = trainingOutcome(text(), undefined)
    expect(outcome).toMatchObject({ worseThanBase: null, measuredOn: 'nothing' })
    expect(outcome.summary).toContain('evaluate the model on a test set')
  })
})
