import { expect, test } from 'vitest'
import { lastSegment, parseUrls } from './source-urls.ts'

test('URLs are separated by any white space', () => {
  expect(parseUrls(' https://a/1.wav\n\nhttps://a/2.wav\thttps://a/3.wav ')).toEqual([
    'https://a/1.wav',
    'https://a/2.wav',
    'https://a/3.wav'
  ])
})

test('a batch is named after the last part of the path', () => {
  expect(lastSegment('https://a/calls/monday.wav?sig=x/y')).toBe('monday.wav')
  expect(lastSegment('file:///imports/calls/')).toBe('calls')
  expect(lastSegment('')).toBeUndefined()
})
