import { expect, test } from 'vitest'
import { createDisplayFormatter } from './display-formatter.ts'
import { modelDisplay } from './model-display.ts'

const display = modelDisplay({ kx9: 'KX9', iphone: 'iPhone', orrinsay: 'Orrinsay' })
const formatter = createDisplayFormatter(display, { locale: 'en-US' })

test.each([
  ['', ''],
  ['lower the davit', 'Lower the davit.'],
  ['kx9 is near orrinsay', 'KX9 is near Orrinsay.'],
  ["the kx9's pump", "The KX9's pump."],
  ["i know i'm late", "I know I'm late."],
  ['iphone calls', 'iPhone calls.']
])('"%s" is read as "%s"', (lexical, shown) => {
  expect(formatter.formatText(lexical).display).toBe(shown)
})

test('without a sentence around it a word is written as it is', () => {
  expect(formatter.spell('kx9 pumps')).toBe('KX9 pumps')
})

test('phrases that follow each other become one text, with or without word times', () => {
  const timed = { text: 'lower', words: [{ word: 'lower', offsetTicks: 5, durationTicks: 7, confidence: 1 }] }
  const { display: text, displayWords } = formatter.format(timed, { text: 'the kx9', words: [] })
  expect(text).toBe('Lower the KX9.')
  expect(displayWords.map(({ offsetTicks, durationTicks }) => [offsetTicks, durationTicks])).toEqual([
    [5, 7],
    [0, 0],
    [0, 0]
  ])
})

test('the names of the model win over those of the request', () => {
  const names = new Map([
    ['kx9', 'kx-9'],
    ['davit', 'Davit']
  ])
  const { formatText } = createDisplayFormatter(display, { locale: 'en-US', names })
  expect(formatText('the kx9 davit').display).toBe('The KX9 Davit.')
})
