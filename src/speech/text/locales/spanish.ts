/** Spanish. Always masculine; "uno" becomes "un" before a noun. @module */
import type { LocaleTables } from './tables.ts'

const SMALL =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' '
  )
const TENS = '   treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ')
const HUNDREDS =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' '
  )

function belowThousand(value: number): string {
  if (value === 100) return 'cien'
  const rest = value % 100
  const tens = TENS[Math.floor(rest / 10)] ?? ''
  const low = rest < 30 ? (SMALL[rest] ?? '') : rest % 10 === 0 ? tens : `${tens} y ${SMALL[rest % 10]}`
  return [HUNDREDS[Math.floor(value / 100)] ?? '', rest === 0 ? '' : low]
    .filter((part) => part !== '')
    .join(' ')
}

/** "un", "veintiún", "treinta y un". */
const shortened = (words: string): string => words.replace(/veintiuno$/, 'veintiún').replace(/uno$/, 'un')

function integer(value: number): string {
  if (value === 0) return 'cero'
  const parts: string[] = []
  const millions = Math.floor(value / 1e6)
  if (millions > 0) parts.push(millions === 1 ? 'un millón' : `${shortened(integer(millions))} millones`)
  const thousands = Math.floor((value % 1e6) / 1000)
  if (thousands > 0) parts.push(thousands === 1 ? 'mil' : `${shortened(belowThousand(thousands))} mil`)
  if (value % 1000 > 0) parts.push(belowThousand(value % 1000))
  return parts.join(' ')
}

const ORDINALS = ' primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo'.split(' ')

const ordinal = (value: number, ending: string): string => {
  const masculine = ORDINALS[value] ?? integer(value)
  if (ending === 'er') return masculine.replace(/ero$/, 'er')
  return ending === 'ª' || ending === 'a' ? masculine.replace(/o$/, 'a') : masculine
}

export const SPANISH: LocaleTables = {
  version: 'es-lexical-1',
  letters: 'a-záéíóúüñ',
  foreign: { ç: 'c', œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', þ: 'th', ð: 'd' },
  grouping: '. ',
  decimal: ',',
  decimalWord: 'coma',
  dotWord: 'punto',
  digits: SMALL.slice(0, 10),
  integer,
  counting: (value) => shortened(integer(value)),
  year: integer,
  months: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
    ' '
  ),
  date: (day, month, year) =>
    [integer(day), 'de', month, ...(year === undefined ? [] : ['de', integer(year)])].join(' '),
  dayBeforeMonth: /(\d{1,2})(?: de)?/,
  times: [/([01]?\d|2[0-4]):([0-5]\d)(?: ?h\b)?(?!\d)/],
  time: (hour, minute) =>
    `${hour === 1 ? 'una' : integer(hour)}${minute === 0 ? ' en punto' : minute < 10 ? ` cero ${integer(minute)}` : ` ${integer(minute)}`}`,
  ordinals: [[/(\d{1,2})\.?(º|ª|er)(?!\w)/, ordinal]],
  to: 'a',
  minus: 'menos',
  percent: 'por ciento',
  currencies: {
    '€': { unit: ['euro', 'euros'], cent: ['céntimo', 'céntimos'] },
    $: { unit: ['dólar', 'dólares'], cent: ['centavo', 'centavos'] },
    '£': { unit: ['libra', 'libras'], cent: ['penique', 'peniques'] },
    EUR: { unit: ['euro', 'euros'], cent: ['céntimo', 'céntimos'] }
  },
  money: (whole, cents) => (cents === undefined ? whole : `${whole} con ${cents}`),
  units: {
    km: ['kilómetro', 'kilómetros'],
    m: ['metro', 'metros'],
    cm: ['centímetro', 'centímetros'],
    mm: ['milímetro', 'milímetros'],
    kg: ['kilogramo', 'kilogramos'],
    g: ['gramo', 'gramos'],
    l: ['litro', 'litros'],
    ml: ['mililitro', 'mililitros'],
    min: ['minuto', 'minutos'],
    s: ['segundo', 'segundos'],
    '°C': ['grado celsius', 'grados celsius'],
    '°': ['grado', 'grados'],
    Hz: ['hercio', 'hercios'],
    kHz: ['kilohercio', 'kilohercios'],
    kW: ['kilovatio', 'kilovatios'],
    W: ['vatio', 'vatios'],
    GB: ['gigabyte', 'gigabytes'],
    MB: ['megabyte', 'megabytes']
  },
  per: { h: 'por hora', s: 'por segundo' },
  abbreviations: {
    'Sr.': 'señor',
    'Sra.': 'señora',
    'Srta.': 'señorita',
    'Dr.': 'doctor',
    'Dra.': 'doctora',
    'Ud.': 'usted',
    'Uds.': 'ustedes',
    'etc.': 'etcétera',
    'p. ej.': 'por ejemplo',
    'Avda.': 'avenida',
    'núm.': 'número'
  },
  signs: {
    '&': 'y',
    '@': 'arroba',
    '%': 'por ciento',
    '+': 'más',
    '=': 'igual a',
    '§': 'sección',
    '×': 'por'
  }
}
