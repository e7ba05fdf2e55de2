import { describe, expect, test } from 'vitest'
import { InverseNormalizer } from './itn.ts'

/** How often words are looked at, the words of a line being the same group again and again. */
function looks(group: string, times: number): number {
  let count = 0
  const words = Array.from({ length: times }, () => group.split(' ')).flat()
  const counted = new Proxy(words, {
    get: (target, name) => {
      if (typeof name === 'string' && /^\d+$/.test(name)) count += 1
      return Reflect.get(target, name) as unknown
    }
  })
  new InverseNormalizer({ pounds: false }).apply(counted, new Map([[`${group} ${group} never`, 'Name']]))
  return count
}

describe('inverse text normalization', () => {
  test.each([
    'minus',
    'minus one',
    'one',
    'zero',
    'double',
    'double two',
    'a',
    'a i o',
    'a one',
    'x dot',
    'x dot y underscore',
    'at x dot',
    'w w w dot x slash',
    'point',
    'point one',
    'one hundred',
    'one hundred and',
    'twenty thousand',
    'two thousand and five',
    'twenty oh',
    'five dollars and',
    'one half and',
    'may twenty',
    'the twenty first of',
    'three fifteen p',
    'thirty five name'
  ])('of "%s" again and again looks at each word a bounded number of times', (group) => {
    const [small, large] = [looks(group, 200), looks(group, 2000)]
    expect(small).toBeGreaterThan(199)
    expect(large).toBeLessThan(11 * small)
  })

  test('takes names of any number', () => {
    const names = new Map(Array.from({ length: 200_000 }, (_, at) => [`name ${at}`, `Name${at}`]))
    const pieces = new InverseNormalizer({ pounds: false }).apply(['name', '7', 'went'], names)
    expect(pieces.map(({ text }) => text)).toEqual(['Name7', 'went'])
  })
})
