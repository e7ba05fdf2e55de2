import { expect, test } from 'vitest'
import { commandOf } from './keyboard.ts'

const press = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
const inText = (change: Partial<typeof press>) => commandOf({ ...press, ...change }, true)
const outsideText = (change: Partial<typeof press>) => commandOf({ ...press, ...change }, false)

test('keys for writing keep their meaning', () => {
  expect(inText({ key: 'a' })).toBeUndefined()
  expect(inText({ key: 'Enter', shiftKey: true })).toBeUndefined()
  expect(inText({ key: 'ArrowLeft', ctrlKey: true })).toBeUndefined()
  expect(inText({ key: 'c', ctrlKey: true })).toBeUndefined()
  expect(inText({ key: ' ' })).toBeUndefined()
})

test('Enter accepts in the text, and activates buttons elsewhere', () => {
  expect(inText({ key: 'Enter' })).toBe('accept')
  expect(inText({ key: 'Enter', ctrlKey: true })).toBe('split')
  expect(outsideText({ key: 'Enter' })).toBeUndefined()
  expect(outsideText({ key: 'Enter', ctrlKey: true })).toBeUndefined()
})

test('undo and redo have the keys of every platform', () => {
  expect(inText({ key: 'z', metaKey: true })).toBe('undo')
  expect(inText({ key: 'Z', ctrlKey: true, shiftKey: true })).toBe('redo')
  expect(inText({ key: 'y', ctrlKey: true })).toBe('redo')
})

test('Alt commands go by key position, whatever character the layout gives', () => {
  expect(inText({ key: '∆', code: 'KeyJ', altKey: true })).toBe('merge')
  expect(inText({ key: '€', code: 'KeyE', altKey: true })).toBe('export')
  expect(inText({ key: 'Delete', altKey: true })).toBe('exclude')
  // AltGr on Windows presses both.
  expect(inText({ key: '€', code: 'KeyE', altKey: true, ctrlKey: true })).toBeUndefined()
})
