/** What people write in languages other than English, and what is said for it. @module */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NORMALIZED_LOCALES, normalizerFor } from './locales.ts'

/** Two columns: as written => as said. */
const rows = (table: string): [string, string][] =>
  table
    .split('\n')
    .filter((row) => row.includes('=>'))
    .map((row) => {
      const [written = '', spoken = ''] = row.split('=>')
      return [written.trim(), spoken.trim()]
    })

describe('German', () => {
  test.each(
    rows(`
    Es ist 12:23 Uhr => es ist zwölf uhr drei und zwanzig uhr
    {12,45} => zwölf komma vier fünf
    2 plus 3 minus 4 => zwei plus drei minus vier
    ¡Eine Frage! => eine frage
    Wir, haben => wir haben
    20 °C im Schatten =>
    Größe, Übung, Ärger => größe übung ärger
    Café mit „Anführung“ => cafe mit anführung
    a * b / c < d => a b c d
    Es kostet 1.234,50 € => es kostet ein tausend zwei hundert vier und dreißig euro fünfzig
    1 € => ein euro
    101 => ein hundert eins
    21 000 000 => ein und zwanzig millionen
    im Jahr 1989 => im jahr neunzehn hundert neun und achtzig
    2024 => zwei tausend vier und zwanzig
    am 3. Mai 2024 => am dritte mai zwei tausend vier und zwanzig
    01.12.1999 => erste dezember neunzehn hundert neun und neunzig
    der 20. versuch => der zwanzigste versuch
    50 % von 5 km => fünfzig prozent von fünf kilometer
    80 km/h => achtzig kilometer pro stunde
    z. B. Dr. Meier, d.h. => zum beispiel doktor meier das heißt
    3-5 Tage bei -4 Grad => drei bis fünf tage bei minus vier grad
    007 => null null sieben
    Sie sind ca. zehn => sie sind ca zehn
    `)
  )('%s', (written, spoken) => expect(normalizerFor('de-DE').apply(written)).toBe(spoken))
})

describe('French', () => {
  test.each(
    rows(`
    L’été, c'est l'audio ! => l'été c'est l'audio
    Cœur et œuvre => coeur et oeuvre
    21 => vingt et un
    71 et 77 => soixante et onze et soixante dix sept
    80, 81, 91, 99 => quatre vingts quatre vingt un quatre vingt onze quatre vingt dix neuf
    200 et 201 => deux cents et deux cent un
    1 000 000 => un million
    1984 => mille neuf cent quatre vingt quatre
    3,14 => trois virgule un quatre
    3,50 € => trois euros cinquante
    0,99 € => quatre vingt dix neuf centimes
    1 € => un euro
    14h30 et 9 h => quatorze heures trente et neuf heures
    le 1er mai 2024 => le premier mai deux mille vingt quatre
    le 14/07/1789 => le quatorze juillet mille sept cent quatre vingt neuf
    la 1re, le 2e et le 21ème => la première le deuxième et le vingt et unième
    50 % => cinquante pour cent
    130 km/h => cent trente kilomètres par heure
    20 °C => vingt degrés celsius
    M. Dupont et Mme Martin => monsieur dupont et madame martin
    3-5 jours à -4 => trois à cinq jours à moins quatre
    rendez-vous => rendez vous
    version 3.2.1 sur example.org. Fin. => version trois point deux point un sur example point org fin
    `)
  )('%s', (written, spoken) => expect(normalizerFor('fr-FR').apply(written)).toBe(spoken))
})

describe('Spanish', () => {
  test.each(
    rows(`
    ¿Qué pasó, señor? => qué pasó señor
    21 => veintiuno
    31 => treinta y uno
    100 y 101 => cien y ciento uno
    21 000 => veintiún mil
    1.500.000 => un millón quinientos mil
    3,14 => tres coma uno cuatro
    1 € => un euro
    21,50 € => veintiún euros con cincuenta céntimos
    14:30 => catorce treinta
    3/5/2024 => tres de mayo de dos mil veinticuatro
    el 3 de mayo de 2024 => el tres de mayo de dos mil veinticuatro
    el 1.º y la 2ª => el primero y la segunda
    50 % => cincuenta por ciento
    5 km => cinco kilómetros
    Sr. López y Dra. Ruiz => señor lópez y doctora ruiz
    `)
  )('%s', (written, spoken) => expect(normalizerFor('es-ES').apply(written)).toBe(spoken))
})

describe('Mandarin, a character a word', () => {
  test.each(
    rows(`
    3.1415 => 三 点 一 四 一 五
    ￥ 3.5 => 三 元 五 角
    w f y z => W F Y Z
    ｗｆｙｚ => WFYZ
    1992 年 8 月 8 日 => 一 九 九 二 年 八 月 八 日
    下午 5:00 的航班 => 下 午 五 点 的 航 班
    我今年 21 岁 => 我 今 年 二 十 一 岁
    你吃饭了吗? => 你 吃 饭 了 吗
    用 Azure 的服务。 => 用 AZURE 的 服 务
    10005 => 一 万 零 五
    12 => 十 二
    50% => 百 分 之 五 十
    2024-05-03 => 二 零 二 四 年 五 月 三 日
    -5°C => 负 五 摄 氏 度
    007 => 零 零 七
    120000000 => 一 亿 二 千 万
    `)
  )('%s', (written, spoken) => expect(normalizerFor('zh-CN').apply(written)).toBe(spoken))
})

test('a region without its own rules uses those of its language; a language without rules keeps digits', () => {
  expect(normalizerFor('fr-CA').version).toBe(normalizerFor('fr-FR').version)
  expect(normalizerFor('en-AU').version).toBe(normalizerFor('en-US').version)
  expect(normalizerFor('nl-NL').apply("Zo’n 5 “Één” auto's!")).toBe("zo'n 5 één auto's")
  expect(() => normalizerFor('tlh')).toThrow('no text normalizer')
})

const fragment = fc.constantFrom(
  ...'0 1 21 007 1999 2024 1.234,5 1 000 3,14 .5 12:30 14h30 1er 2e 3. Mai 3/5/2024 2024-05-03'.split(' '),
  ...'€ $ ¥ % & @ + - – — . , : ; / \' ’ " ! ? ° °C = × _ º ª ½ ² km km/h M. Mme z.B. Sr. St de mai é ß ÿ Ø 年 月 元 点 负 你'.split(
    ' '
  ),
  ' ',
  '\u0301',
  '\u200b',
  '\ud800'
)
const anything = fc.oneof(
  fc.array(fragment, { maxLength: 10 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 })
)

describe.each([...NORMALIZED_LOCALES.filter((locale) => !locale.startsWith('en')), 'nl-NL'])(
  '%s',
  (locale) => {
    const normalizer = normalizerFor(locale)

    test('makes words between single spaces of any string, and nothing else of them when applied again', () => {
      fc.assert(
        fc.property(anything, (text) => {
          const once = normalizer.apply(text)
          expect(once).toMatch(/^(?:[\p{L}\p{M}\p{N}']+(?: [\p{L}\p{M}\p{N}']+)*)?$/u)
          if (locale !== 'nl-NL') expect(once).not.toMatch(/\p{Nd}/u)
          expect(normalizer.apply(once)).toBe(once)
        }),
        { numRuns: 1500 }
      )
    })

    test.each(['1', '123.', '123 ', '1-', 'a.', '½', '€', '1:', 'é'])(
      'a line of nothing but "%s" is done at once',
      (part) => {
        const started = performance.now()
        normalizer.apply(part.repeat(20_000))
        expect(performance.now() - started).toBeLessThan(1_500)
      }
    )

    test('a text normalized by the one rule is left alone', () => {
      const once = normalizer.apply('Dr. 1999 — 3,5 km')
      expect(normalizer.apply(once)).toBe(once)
    })
  }
)
