/** German. Number words are split into parts ("drei und zwanzig"), as in Microsoft's documentation. @module */
import type { LocaleTables } from './tables.ts'

const SMALL =
  'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' '
  )
const TENS = ' zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ')

/** Before a noun "eins" becomes "ein". */
const before = (value: number): string =>
  value === 1 ? 'ein' : belowThousand(value).replace(/\beins$/, 'ein')

function belowHundred(value: number): string {
  if (value < 20) return SMALL[value] ?? ''
  const ones = value % 10
  return `${ones === 0 ? '' : `${ones === 1 ? 'ein' : SMALL[ones]} und `}${TENS[Math.floor(value / 10)]}`
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100)
  if (hundreds === 0) return belowHundred(value)
  const rest = value % 100
  return `${before(hundreds)} hundert${rest === 0 ? '' : ` ${belowHundred(rest)}`}`
}

function integer(value: number): string {
  if (value === 0) return 'null'
  const parts: string[] = []
  let rest = value
  for (const [size, one, many] of [
    [1e9, 'milliarde', 'milliarden'],
    [1e6, 'million', 'millionen']
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(count === 1 ? `eine ${one}` : `${belowThousand(count)} ${many}`)
    rest %= size
  }
  const thousands = Math.floor(rest / 1000)
  if (thousands > 0) parts.push(`${before(thousands)} tausend`)
  if (rest % 1000 > 0) parts.push(belowThousand(rest % 1000))
  return parts.join(' ')
}

const counting = (value: number): string => integer(value).replace(/\beins$/, 'ein')

function year(value: number): string {
  if (value < 1100 || value > 1999) return integer(value)
  const rest = value % 100
  return `${belowHundred(Math.floor(value / 100))} hundert${rest === 0 ? '' : ` ${belowHundred(rest)}`}`
}

const IRREGULAR: Readonly<Record<string, string>> = {
  eins: 'erst',
  drei: 'dritt',
  sieben: 'siebt',
  acht: 'acht'
}

/** "erste", "dritte", "zwanzigste": always in the nominative. */
function ordinal(value: number): string {
  const words = integer(value).split(' ')
  const last = words.pop() ?? ''
  const stem = IRREGULAR[last] ?? (value % 100 > 0 && value % 100 < 20 ? `${last}t` : `${last}st`)
  return [...words, `${stem}e`].join(' ')
}

const MONTHS = 'januar februar märz april mai juni juli august september oktober november dezember'.split(' ')

export const GERMAN: LocaleTables = {
  version: 'de-lexical-1',
  letters: 'a-zäöüß',
  foreign: { þ: 'th', ð: 'th', œ: 'oe', æ: 'ae', ł: 'l', đ: 'd' },
  unspeakable: /[¢¤¥¦§©ª¬®°±²µ×ÿØ]/u,
  grouping: '. ',
  decimal: ',',
  decimalWord: 'komma',
  dotWord: 'punkt',
  digits: SMALL.slice(0, 10),
  integer,
  counting,
  year,
  months: MONTHS,
  date: (day, month, written) =>
    [ordinal(day), month, ...(written === undefined ? [] : [year(written)])].join(' '),
  dayBeforeMonth: /(\d{1,2})\./,
  times: [/([01]?\d|2[0-4]):([0-5]\d)(?!\d)/],
  time: (hour, minute) => `${counting(hour)} uhr${minute === 0 ? '' : ` ${integer(minute)}`}`,
  // "am 3. war": a dot at the end of a sentence does not make an ordinal, so a lower-case letter must follow.
  ordinals: [[/(\d{1,4})\.(?= [a-zäöü])/, ordinal]],
  to: 'bis',
  minus: 'minus',
  percent: 'prozent',
  currencies: {
    '€': { unit: ['euro', 'euro'], cent: ['cent', 'cent'] },
    $: { unit: ['dollar', 'dollar'], cent: ['cent', 'cent'] },
    '£': { unit: ['pfund', 'pfund'], cent: ['penny', 'pence'] },
    EUR: { unit: ['euro', 'euro'], cent: ['cent', 'cent'] }
  },
  money: (whole, cents) => (cents === undefined ? whole : `${whole} ${cents.replace(/ \S+$/, '')}`),
  units: {
    km: ['kilometer', 'kilometer'],
    m: ['meter', 'meter'],
    cm: ['zentimeter', 'zentimeter'],
    mm: ['millimeter', 'millimeter'],
    kg: ['kilogramm', 'kilogramm'],
    g: ['gramm', 'gramm'],
    l: ['liter', 'liter'],
    ml: ['milliliter', 'milliliter'],
    min: ['minute', 'minuten'],
    ms: ['millisekunde', 'millisekunden'],
    s: ['sekunde', 'sekunden'],
    Hz: ['hertz', 'hertz'],
    kHz: ['kilohertz', 'kilohertz'],
    kW: ['kilowatt', 'kilowatt'],
    W: ['watt', 'watt'],
    GB: ['gigabyte', 'gigabyte'],
    MB: ['megabyte', 'megabyte']
  },
  per: { h: 'pro stunde', s: 'pro sekunde' },
  abbreviations: {
    'z. B.': 'zum beispiel',
    'd. h.': 'das heißt',
    'u. a.': 'unter anderem',
    'usw.': 'und so weiter',
    'bzw.': 'beziehungsweise',
    'Dr.': 'doktor',
    'Prof.': 'professor',
    'Nr.': 'nummer',
    'Str.': 'straße',
    'Hr.': 'herr',
    'Fr.': 'frau'
  },
  signs: { '&': 'und', '@': 'at', '%': 'prozent' }
}
