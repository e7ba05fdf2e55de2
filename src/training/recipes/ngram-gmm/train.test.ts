import { expect, test } from 'vitest'
import { splitTranscripts, vocabularyOf } from './train.ts'

test('the vocabulary has the words of sentences and the items of classes that sentences refer to', () => {
  const vocabulary = vocabularyOf({
    sentences: [
      ['order', 'the', '{@food}'],
      ['order', 'now']
    ],
    classes: new Map([
      ['{@food}', [['smoked', 'kippers'], ['pizza']]],
      ['{@unused}', [['nobody']]]
    ])
  })
  expect([...vocabulary].sort()).toEqual(['kippers', 'now', 'order', 'pizza', 'smoked', 'the'])
})

test('the transcript of a long recording is replaced by the words of its segments', () => {
  const whole = ['lower', 'the', 'davit', 'hoist', 'the', 'pennant']
  const utterance = { audioPath: 'a.wav', reference: '', durationTicks: 0 }
  const segments = [
    { ...utterance, id: 's1', words: ['lower', 'the', 'davit'] },
    { ...utterance, id: 's2', words: ['hoist', 'the', 'pennant'] }
  ]
  // Another sentence with the same words is text of its own, and stays.
  const same = [...whole]
  expect(
    splitTranscripts(
      { sentences: [['stow', 'it'], whole, same], recordings: [{ ...utterance, id: 'r', words: whole }] },
      segments
    )
  ).toEqual([['stow', 'it'], same, ['lower', 'the', 'davit'], ['hoist', 'the', 'pennant']])
})
