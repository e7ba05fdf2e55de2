import { expect, test } from 'vitest'
import { drawTable } from './table.ts'
import { bar } from './terminal.ts'

test('columns are as wide as their longest cell', () => {
  expect(
    drawTable(
      ['id', 'name'],
      [
        ['1', 'Ada'],
        ['22', '']
      ],
      80
    )
  ).toBe('id  name\n1   Ada\n22')
})

test('the widest column is cut with an ellipsis until the table fits', () => {
  const drawn = drawTable(['id', 'name'], [['1234567890', 'a long name of many words']], 24)
  expect(drawn).toBe('id          name\n1234567890  a long name…')
})

test('columns that must stay whole are not cut, even when the table does not fit', () => {
  const drawn = drawTable(['id', 'name'], [['x'.repeat(30), 'a long name of many words']], 20, ['id'])
  expect(drawn.split('\n')[1]).toBe(`${'x'.repeat(30)}  a long …`)
})

test('letters beyond the basic plane count once', () => {
  expect(drawTable(['a', 'b'], [['😀😀', 'x']], 80)).toBe('a   b\n😀😀  x')
})

test.each([
  [0, '[....] 0 %'],
  [0.5, '[##..] 50 %'],
  [1.2, '[####] 120 %']
])('a bar of %d', (share, drawn) => {
  expect(bar(share, 4)).toBe(drawn)
})
