/** French of France, with soixante-dix, quatre-vingts and quatre-vingt-dix; number words have blanks for hyphens. @module */
import type { LocaleTables } from './tables.ts'

const SMALL =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf'
    .split(' ')
    .map((word) => word.replace('_', ' '))
const TENS = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre vingt',
  'quatre vingt'
]

function belowHundred(value: number): string {
  if (value < 20) return SMALL[value] ?? ''
  if (value === 80) return 'quatre vingts'
  const tens = Math.floor(value / 10)
  const byTwenties = tens === 7 || tens === 9
  const rest = value - (byTwenties ? tens - 1 : tens) * 10
  if (rest === 0) return TENS[tens] ?? ''
  const and = (rest === 1 || rest === 11) && tens < 8 ? ' et ' : ' '
  return `${TENS[tens]}${and}${SMALL[rest]}`
}

function belowThousand(value: number, last: boolean): string {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  const tail = rest === 0 ? '' : belowHundred(rest)
  // "quatre vingts" and "deux cents" lose their s before another number.
  const spoken = last ? tail : tail.replace(/vingts$/, 'vingt')
  if (hundreds === 0) return spoken
  const hundred = hundreds === 1 ? 'cent' : `${SMALL[hundreds]} ${rest === 0 && last ? 'cents' : 'cent'}`
  return `${hundred} ${spoken}`.trim()
}

function integer(value: number): string {
  if (value === 0) return 'zéro'
  const parts: string[] = []
  let rest = value
  for (const [size, name] of [
    [1e9, 'milliard'],
    [1e6, 'million']
  ] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${belowThousand(count, true)} ${name}${count > 1 ? 's' : ''}`)
    rest %= size
  }
  const thousands = Math.floor(rest / 1000)
  if (thousands > 0) parts.push(thousands === 1 ? 'mille' : `${belowThousand(thousands, false)} mille`)
  if (rest % 1000 > 0) parts.push(belowThousand(rest % 1000, true))
  return parts.join(' ')
}

/** "deuxième", "quatrième", "neuvième", "vingt et unième". */
function ordinal(value: number, ending: string): string {
  if (value === 1) return /^(?:re|ère)/.test(ending) ? 'première' : 'premier'
  if (ending.startsWith('n')) return ending === 'nde' ? 'seconde' : 'second'
  const cardinal = integer(value).replace(/(vingt|cent|million|milliard)s$/, '$1')
  const stem = cardinal.replace(/e$/, '').replace(/cinq$/, 'cinqu').replace(/neuf$/, 'neuv')
  return `${stem}ième`
}

export const FRENCH: LocaleTables = {
  version: 'fr-lexical-1',
  letters: 'a-zàâäçéèêëîïôöùûüÿñ',
  foreign: { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', þ: 'th', ð: 'd' },
  grouping: ' .',
  decimal: ',',
  decimalWord: 'virgule',
  dotWord: 'point',
  digits: SMALL.slice(0, 10),
  integer,
  counting: integer,
  year: integer,
  months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  date: (day, month, year) =>
    [day === 1 ? 'premier' : integer(day), month, ...(year === undefined ? [] : [integer(year)])].join(' '),
  dayBeforeMonth: /(\d{1,2})(?:er)?/,
  times: [/([01]?\d|2[0-4]) ?[hH] ?([0-5]\d)?(?!\w)/, /([01]?\d|2[0-4]):([0-5]\d)(?! ?[hH\d])/],
  time: (hour, minute) =>
    `${hour === 1 ? 'une' : integer(hour)} heure${hour > 1 ? 's' : ''}${minute === 0 ? '' : ` ${integer(minute)}`}`,
  ordinals: [[/(\d{1,6})(er|ère|re|ème|e|nde?)s?(?!\w)/, ordinal]],
  to: 'à',
  minus: 'moins',
  percent: 'pour cent',
  currencies: {
    '€': { unit: ['euro', 'euros'], cent: ['centime', 'centimes'] },
    $: { unit: ['dollar', 'dollars'], cent: ['cent', 'cents'] },
    '£': { unit: ['livre', 'livres'], cent: ['penny', 'pence'] },
    EUR: { unit: ['euro', 'euros'], cent: ['centime', 'centimes'] }
  },
  money: (whole, cents) => (cents === undefined ? whole : `${whole} ${cents.replace(/ \S+$/, '')}`),
  units: {
    km: ['kilomètre', 'kilomètres'],
    m: ['mètre', 'mètres'],
    cm: ['centimètre', 'centimètres'],
    mm: ['millimètre', 'millimètres'],
    kg: ['kilogramme', 'kilogrammes'],
    g: ['gramme', 'grammes'],
    mg: ['milligramme', 'milligrammes'],
    l: ['litre', 'litres'],
    ml: ['millilitre', 'millilitres'],
    min: ['minute', 'minutes'],
    s: ['seconde', 'secondes'],
    ms: ['milliseconde', 'millisecondes'],
    '°C': ['degré celsius', 'degrés celsius'],
    '°': ['degré', 'degrés'],
    Hz: ['hertz', 'hertz'],
    kHz: ['kilohertz', 'kilohertz'],
    kW: ['kilowatt', 'kilowatts'],
    W: ['watt', 'watts'],
    Go: ['gigaoctet', 'gigaoctets'],
    Mo: ['mégaoctet', 'mégaoctets']
  },
  per: { h: 'par heure', s: 'par seconde' },
  abbreviations: {
    'M.': 'monsieur',
    MM: 'messieurs',
    Mme: 'madame',
    Mmes: 'mesdames',
    Mlle: 'mademoiselle',
    Dr: 'docteur',
    Pr: 'professeur',
    'etc.': 'et cetera',
    'av.': 'avenue',
    'bd.': 'boulevard',
    'c.-à-d.': "c'est à dire",
    'p. ex.': 'par exemple',
    St: 'saint',
    Ste: 'sainte',
    'N°': 'numéro',
    'n°': 'numéro'
  },
  signs: {
    '&': 'et',
    '@': 'arobase',
    '%': 'pour cent',
    '+': 'plus',
    '=': 'égale',
    '§': 'paragraphe',
    '×': 'fois'
  }
}
