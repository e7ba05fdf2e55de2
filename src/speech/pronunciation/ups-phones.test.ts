import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPhone, PHONES, phonesOfUps, UPS_PHONES, upsOfPhones } from './index.ts'

const arpabet = (text: string) => phonesOfUps(text.split(' '))

test('UPS phones are those of the CMU dictionary under other names', () => {
  expect(arpabet('f ih sh')).toEqual(['F', 'IH', 'SH'])
  expect(arpabet('H AI J U')).toEqual(['HH', 'AY', 'Y', 'UW'])
  expect(arpabet('B ER R D')).toEqual(['B', 'ER', 'D'])
  expect(arpabet('D AI N AX S AOX R')).toEqual(['D', 'AY', 'N', 'AH', 'S', 'AO', 'R'])
  expect(arpabet('S T EHX R Z')).toEqual(['S', 'T', 'EH', 'R', 'Z'])
  expect(arpabet('L UWX R')).toEqual(['L', 'UH', 'R'])
})

test('each of them maps to a phone that acoustic models have', () => {
  for (const phone of UPS_PHONES) {
    const [made] = phonesOfUps([phone]) as readonly string[]
    expect(isPhone(made ?? ''), phone).toBe(true)
  }
})

test('a phone of another set is named, with what was meant', () => {
  expect(arpabet('K AE1 T')).toEqual({ index: 1, found: 'AE1', meant: 'AE' })
  expect(arpabet('HH AI')).toEqual({ index: 0, found: 'HH', meant: 'H' })
  expect(arpabet('K XX')).toEqual({ index: 1, found: 'XX' })
})

test('written in UPS and read again, every pronunciation is the same', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PHONES), { minLength: 1, maxLength: 20 }), (phones) => {
      expect(phonesOfUps(upsOfPhones(phones))).toEqual(phones)
    })
  )
})
