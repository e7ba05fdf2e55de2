/**
 * The Mandarin text normalizer. Each Chinese character is one word; Latin words stay whole, in capitals. Word segmentation
 * would depend on a word list; with characters the error rate is the character error rate used for Chinese.
 * @module
 */
import { chain, type Normalizer } from './normalizer.ts'
import type { NormalizationStep } from './step.ts'

/** CJK ideographs, without radicals and marks. */
const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}'
const DIGITS = [...'零一二三四五六七八九']
const POWERS = ['', '十', '百', '千']
const MYRIADS = ['', '万', '亿', '万亿']

/** Below ten thousand: "一千零二十". */
function belowMyriad(value: number): string {
  const digits = [...String(value)].map(Number)
  return digits
    .map((digit, index) => (digit === 0 ? '零' : `${DIGITS[digit]}${POWERS[digits.length - 1 - index]}`))
    .join('')
    .replace(/零+$/, '')
    .replace(/零{2,}/g, '零')
}

/** "二十一", "十二", "一万零五"; digit by digit if it has more than 16 digits or a leading zero. */
function integer(written: string): string {
  if (/^0\d|^\d{17}/.test(written)) return digitByDigit(written)
  if (Number(written) === 0) return '零'
  const groups = written.match(/\d{1,4}(?=(?:\d{4})*$)/g) ?? []
  const spoken = groups
    .map((group, index) => {
      const value = Number(group)
      if (value === 0) return '零'
      // A group without thousands follows a 零.
      const joint = index > 0 && group.startsWith('0') ? '零' : ''
      return `${joint}${belowMyriad(value)}${MYRIADS[groups.length - 1 - index]}`
    })
    .join('')
  return spoken
    .replace(/零{2,}/g, '零')
    .replace(/零$/, '')
    .replace(/^一十/, '十')
}

const digitByDigit = (written: string): string =>
  [...written].map((digit) => DIGITS[Number(digit)] ?? '').join('')

function number(written: string): string {
  const [whole = '', fraction] = written.replaceAll(',', '').split('.')
  return fraction === undefined ? integer(whole) : `${integer(whole)}点${digitByDigit(fraction)}`
}

const NUMBER = String.raw`(?<!\d)(?:\d{1,3}(?:,\d{3}){1,5}|\d+)(?:\.\d+)?`
const CURRENCIES: Readonly<Record<string, string>> = { '¥': '元', $: '美元', '€': '欧元', '£': '英镑' }
const UNITS: Readonly<Record<string, string>> = {
  km: '公里',
  cm: '厘米',
  mm: '毫米',
  m: '米',
  kg: '公斤',
  g: '克',
  '°C': '摄氏度',
  '°': '度'
}
const SIGNS: Readonly<Record<string, string>> = { '+': '加', '=': '等于', '&': '和', '×': '乘' }

const each = (name: string, pattern: RegExp, spoken: (...groups: string[]) => string): NormalizationStep => ({
  name,
  apply: (text) => text.replace(pattern, (_found, ...groups) => spoken(...groups.map(String)))
})

/** "3.50" yuan becomes 三元五角: yuan, tenths, hundredths. */
function money(sign: string, written: string): string {
  const [whole = '', fraction = ''] = written.replaceAll(',', '').split('.')
  const unit = CURRENCIES[sign] ?? ''
  if (sign !== '¥' || fraction.length > 2) return `${number(written)}${unit}`
  const [tenths = 0, hundredths = 0] = [...fraction].map(Number)
  const parts = [
    Number(whole) > 0 || Number(fraction) === 0 ? `${integer(whole)}元` : '',
    tenths > 0 ? `${DIGITS[tenths]}角` : hundredths > 0 && Number(whole) > 0 ? '零' : '',
    hundredths > 0 ? `${DIGITS[hundredths]}分` : ''
  ]
  return parts.join('')
}

const foldWidths: NormalizationStep = {
  name: 'fold-unicode',
  apply: (text) =>
    text
      .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
      .replace(/￥/gu, '¥')
      .replace(/℃/gu, '°C')
      .replace(/〇/gu, '零')
      .normalize('NFKC')
      .replace(/[‘’]/gu, "'")
      .replace(/\s+/gu, ' ')
}

const character = new RegExp(`[${HAN}]`, 'gu')
const notAWord = new RegExp(`[^${HAN}A-Z']+`, 'gu')

const separate: NormalizationStep = {
  name: 'separate-characters',
  apply: (text) =>
    text
      .normalize('NFD')
      .replace(/(?<=[A-Za-z])\p{M}+/gu, '')
      .normalize('NFC')
      .toUpperCase()
      .replace(character, ' $& ')
      .replace(notAWord, ' ')
      .replace(/(?<![A-Z])'+|'+(?![A-Z])|'{2,}/g, ' ')
      .replace(/ {2,}/g, ' ')
      .trim()
}

export const chineseNormalizer = (version: string): Normalizer =>
  chain(
    version,
    foldWidths,
    each('speak-dates', /(\d{4}) ?年/g, (year) => `${digitByDigit(year)}年`),
    each('speak-dates-iso', /(?<!\d)(\d{4})-(\d\d?)-(\d\d?)(?!\d)/g, (year, month, day) =>
      [
        digitByDigit(year),
        '年',
        integer(String(Number(month))),
        '月',
        integer(String(Number(day))),
        '日'
      ].join('')
    ),
    each('speak-times', /(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?!\d)/g, (hour, minute) => {
      const minutes = Number(minute)
      const rest = minutes === 0 ? '' : `${minutes < 10 ? '零' : ''}${integer(String(minutes))}分`
      return `${integer(String(Number(hour)))}点${rest}`
    }),
    each('speak-minus', new RegExp(`(?<=^|[\\s${HAN}])-(?=\\d)`, 'gu'), () => '负'),
    each('speak-money', new RegExp(`([¥$€£]) ?(${NUMBER})`, 'g'), money),
    each('speak-ratios', new RegExp(`(${NUMBER}) ?%`, 'g'), (value) => `百分之${number(value)}`),
    each(
      'speak-units',
      new RegExp(`(${NUMBER}) ?(km|cm|mm|kg|°C|°|m|g)(?![A-Za-z])`, 'g'),
      (value, unit) => `${number(value)}${UNITS[unit]}`
    ),
    each('speak-ranges', /(?<=\d) ?[-–~] ?(?=\d)/g, () => '到'),
    each('speak-numbers', new RegExp(`(${NUMBER})`, 'g'), number),
    each('speak-signs', /([+=&×])/g, (sign) => SIGNS[sign] ?? ''),
    separate
  )
