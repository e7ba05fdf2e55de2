import { expect, test } from 'vitest'
import { displayForm } from './display-form.ts'

const form = displayForm({ kx9: 'KX9', iphone: 'iPhone', orrinsay: 'Orrinsay' })

test.each([
  ['', ''],
  ['lower the davit', 'Lower the davit.'],
  ['kx9 is near orrinsay', 'KX9 is near Orrinsay.'],
  ["the kx9's pump", "The KX9's pump."],
  ["i know i'm late", "I know I'm late."],
  ['iphone calls', 'iPhone calls.']
])('"%s" is read as "%s"', (lexical, display) => {
  expect(form.display(lexical)).toBe(display)
})

test('without a sentence around it a word is written as it is', () => {
  expect(form.written('kx9 pumps')).toBe('KX9 pumps')
})
