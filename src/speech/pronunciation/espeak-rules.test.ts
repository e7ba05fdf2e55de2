import { execFileSync } from 'node:child_process'
import { access, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arpabetOfEspeak } from './espeak-to-arpabet.ts'
import {
  countPhoneErrors,
  isPhone,
  PronunciationUnavailable,
  pronounceByRules,
  readLexicon
} from './index.ts'
import { englishLetterName } from './letter-names.ts'

const lettersOf = (word: string) => [...word].flatMap((letter) => englishLetterName(letter) ?? [])

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
const dictionary = async () => readLexicon((await readFile(DICTIONARY, 'utf8')).split('\n'))

describe('rule-based pronunciations', () => {
  test('are those of American English', async () => {
    const { phones, spelled, rejected } = await pronounceByRules([
      'button',
      'water',
      'little',
      'near',
      'fire',
      "valve's"
    ])
    expect(Object.fromEntries([...phones].map(([word, spoken]) => [word, spoken.join(' ')]))).toEqual({
      button: 'B AH T AH N',
      water: 'W AO T ER',
      little: 'L IH T AH L',
      near: 'N IH R',
      fire: 'F AY ER',
      "valve's": 'V AE L V Z'
    })
    expect([spelled, rejected]).toEqual([[], []])
  })

  test('agree with nine of ten phones of the dictionary', async () => {
    const known = await dictionary()
    const words = [...known.keys()].filter((word) => /^[a-z]+$/.test(word)).filter((_, i) => i % 40 === 0)
    const { phones } = await pronounceByRules(words)
    expect(phones.size).toBe(words.length)
    const { errors, phones: total, exactWords } = countPhoneErrors(phones, known)
    expect(errors / total).toBeLessThan(0.105)
    expect(exactWords / words.length).toBeGreaterThan(0.58)
  })

  test('cover every sound the program makes for a large sample of words', async () => {
    const known = await dictionary()
    const words = [...known.keys()]
      .filter((word) => /^[a-z']*[a-z][a-z']*$/.test(word))
      .filter((_, i) => i % 23 === 0)
    expect((await pronounceByRules(words)).spelled).toEqual([])
  })

  test('are independent of the other words, however odd', async () => {
    const odd = [
      "'",
      "'n'",
      'a',
      'x',
      'xqzt',
      "rock'n'roll",
      'mother-in-law',
      'café',
      'NASA',
      '-',
      'I',
      'z'.repeat(60)
    ]
    const together = (await pronounceByRules(odd)).phones
    for (const [word, spokenText] of together) {
      expect((await pronounceByRules([word])).phones.get(word)).toEqual(spokenText)
    }
    expect([...together.keys()]).toEqual(odd.filter((word) => /\p{L}/u.test(word)))
    expect(together.get('café')).toEqual((await pronounceByRules(['cafe'])).phones.get('cafe'))
  })

  test('are spelled by letter names where a sound has no phone', () => {
    expect(arpabetOfEspeak("s_'A_!!_n")).toBeUndefined()
    expect(arpabetOfEspeak('')).toBeUndefined()
    expect(lettersOf("x'q").join(' ')).toBe('EH K S K Y UW')
  })

  test('letter names are those of the dictionary', async () => {
    const known = await dictionary()
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
      const variants = (known.get(letter) ?? []).map((phones) => phones.join(' '))
      expect(variants).toContain(lettersOf(letter).join(' '))
    }
  })
})

describe('hostile words', () => {
  test.each([
    ['3cpo', '"3"'],
    ['Привет', '"п"'],
    ['two words', '" "'],
    ['<speak>', '"<"'],
    ['[[h@l]]', '"["'],
    ['line\nbreak', '"\\n"'],
    ['', 'no letter'],
    ["'-'", 'no letter'],
    ['a'.repeat(61), '60 letters']
  ])('%j is rejected, and the reason says what was found', async (word, found) => {
    const { phones, rejected } = await pronounceByRules([word, 'fine'])
    expect([...phones.keys()]).toEqual(['fine'])
    expect(rejected).toEqual([{ word, reason: expect.stringContaining(found) }])
  })

  test('reach no shell', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
    const target = join(folder, 'touched')
    await pronounceByRules([`$(touch ${target})`, `;touch ${target};`, '--version', '-f', '--help'])
    await expect(access(target)).rejects.toThrow('ENOENT')
    await rm(folder, { recursive: true })
  })

  test('any word is pronounced in known phones or rejected with a reason', async () => {
    const words = fc.uniqueArray(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z'-]{1,70}$/)),
      {
        minLength: 1,
        maxLength: 60
      }
    )
    await fc.assert(
      fc.asyncProperty(words, async (all) => {
        const { phones, rejected } = await pronounceByRules(all)
        expect(phones.size + rejected.length).toBe(all.length)
        for (const text of phones.values()) {
          expect(text.length).toBeGreaterThan(0)
          expect(text.every((phone) => isPhone(phone) && phone !== 'SIL')).toBe(true)
        }
      }),
      { numRuns: 30 }
    )
  })
})

describe('the program', () => {
  test('that is missing is named with the package to install', async () => {
    const guessing = pronounceByRules(['word'], { command: 'espeak-not-here' })
    await expect(guessing).rejects.toThrow(PronunciationUnavailable)
    await expect(guessing).rejects.toThrow('install the package "espeak-ng"')
  })
  test('that fails is reported, not taken for silence', async () => {
    await expect(pronounceByRules(['word'], { command: 'false' })).rejects.toThrow(PronunciationUnavailable)
  })
  test('is not started for nothing', async () => {
    expect((await pronounceByRules([], { command: 'espeak-not-here' })).phones.size).toBe(0)
  })
  test('ends with an abort', async () => {
    const stop = new AbortController()
    const many = Array.from(
      { length: 20_000 },
      (_, i) => `w${[...String(i)].map((d) => 'abcdefghij'[Number(d)]).join('')}`
    )
    const guessing = pronounceByRules(many, { signal: stop.signal })
    setImmediate(() => stop.abort(new Error('no longer wanted')))
    await expect(guessing).rejects.toThrow('no longer wanted')
    const children = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'stat=,comm='], {
      encoding: 'utf8'
    })
    expect(children.split('\n').filter((line) => line.includes('espeak') && !line.startsWith('Z'))).toEqual(
      []
    )
  })
})
