/** Verbalizes units of measure after a number. @module */
import type { EnglishConventions } from './english-conventions.ts'
import { isOne, NUMBER } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

/** Singular and plural of a unit; `~` stands for meter or metre, `^` for liter or litre. */
const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  km: ['kilo~', 'kilo~s'],
  m: ['~', '~s'],
  cm: ['centi~', 'centi~s'],
  mm: ['milli~', 'milli~s'],
  μm: ['micro~', 'micro~s'],
  nm: ['nano~', 'nano~s'],
  km2: ['square kilo~', 'square kilo~s'],
  m2: ['square ~', 'square ~s'],
  m3: ['cubic ~', 'cubic ~s'],
  mi: ['mile', 'miles'],
  ft: ['foot', 'feet'],
  in: ['inch', 'inches'],
  yd: ['yard', 'yards'],
  kg: ['kilogram', 'kilograms'],
  kgs: ['kilogram', 'kilograms'],
  g: ['gram', 'grams'],
  mg: ['milligram', 'milligrams'],
  lb: ['pound', 'pounds'],
  lbs: ['pound', 'pounds'],
  oz: ['ounce', 'ounces'],
  l: ['^', '^s'],
  L: ['^', '^s'],
  ml: ['milli^', 'milli^s'],
  mL: ['milli^', 'milli^s'],
  mph: ['mile per hour', 'miles per hour'],
  kmh: ['kilo~ per hour', 'kilo~s per hour'],
  kph: ['kilo~ per hour', 'kilo~s per hour'],
  kW: ['kilowatt', 'kilowatts'],
  MW: ['megawatt', 'megawatts'],
  GW: ['gigawatt', 'gigawatts'],
  W: ['watt', 'watts'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  MWh: ['megawatt hour', 'megawatt hours'],
  V: ['volt', 'volts'],
  kV: ['kilovolt', 'kilovolts'],
  mA: ['milliamp', 'milliamps'],
  mAh: ['milliamp hour', 'milliamp hours'],
  Hz: ['hertz', 'hertz'],
  kHz: ['kilohertz', 'kilohertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  dB: ['decibel', 'decibels'],
  Nm: ['newton ~', 'newton ~s'],
  kN: ['kilonewton', 'kilonewtons'],
  kPa: ['kilopascal', 'kilopascals'],
  hPa: ['hectopascal', 'hectopascals'],
  KB: ['kilobyte', 'kilobytes'],
  kB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  TB: ['terabyte', 'terabytes'],
  ms: ['millisecond', 'milliseconds'],
  sec: ['second', 'seconds'],
  secs: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  mins: ['minute', 'minutes'],
  hr: ['hour', 'hours'],
  hrs: ['hour', 'hours'],
  kt: ['knot', 'knots'],
  kts: ['knot', 'knots'],
  hp: ['horsepower', 'horsepower'],
  rpm: ['r p m', 'r p m'],
  psi: ['p s i', 'p s i'],
  ppm: ['p p m', 'p p m'],
  fps: ['f p s', 'f p s'],
  bpm: ['b p m', 'b p m'],
  '°C': ['degree celsius', 'degrees celsius'],
  '°F': ['degree fahrenheit', 'degrees fahrenheit'],
  '°': ['degree', 'degrees']
}

/** Denominators of rates, only after a slash: "km/h", "m/s", "kg/m3", "$5/d". */
const PER: Readonly<Record<string, string>> = {
  h: 'hour',
  s: 'second',
  d: 'day',
  day: 'day',
  week: 'week',
  year: 'year'
}

const byLength = (names: readonly string[]): string =>
  [...names].sort((a, b) => b.length - a.length).join('|')
const NAMES = byLength(Object.keys(UNITS))
const PERS = byLength([...Object.keys(PER), ...Object.keys(UNITS)])

const measure = new RegExp(
  String.raw`(${NUMBER})( ?|-)(?:(° ?[CF]|${NAMES})(?:\/(${PERS}))?)(?![A-Za-z0-9']|\.[A-Za-z])`,
  'g'
)

/** "5 km" -> "5 kilometers", "1 km" and "a 5-km run" in the singular; a later step verbalizes the number. */
export function verbalizeUnits(conventions: EnglishConventions): NormalizationStep {
  const spelled = (name: string): string =>
    name.replace('~', conventions.meter).replace('^', conventions.liter)
  return {
    name: 'speak-units',
    apply: (text) => {
      if (!/\d/.test(text)) return text
      return text.replace(
        measure,
        (found, amount: string, gap: string, unit: string, per: string | undefined) => {
          const names = UNITS[unit.replace(' ', '')]
          // "5G" and "4K" are not units; "2in" is, but the "in" of "2 in the house" is a word.
          if (names === undefined || (unit === 'in' && gap !== '')) return found
          const name = names[isOne(amount) || gap === '-' ? 0 : 1]
          const rate = per === undefined ? '' : ` per ${spelled(PER[per] ?? UNITS[per]?.[0] ?? per)}`
          return `${amount} ${spelled(name)}${rate} `
        }
      )
    }
  }
}
