/** Verbalizes amounts of money. @module */
import type { EnglishConventions } from './english-conventions.ts'
import { cardinal, decimal, isOne, NUMBER } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

type Currency = Readonly<{ one: string; many: string; coin?: string; coins?: string }>

const DOLLAR: Currency = { one: 'dollar', many: 'dollars', coin: 'cent', coins: 'cents' }
const EURO: Currency = { one: 'euro', many: 'euros', coin: 'cent', coins: 'cents' }
const POUND: Currency = { one: 'pound', many: 'pounds', coin: 'penny', coins: 'pence' }
const RUPEE: Currency = { one: 'rupee', many: 'rupees', coin: 'paisa', coins: 'paise' }

const CURRENCIES: ReadonlyMap<string, Currency> = new Map([
  ['$', DOLLAR],
  ['US$', { ...DOLLAR, one: 'u s dollar', many: 'u s dollars' }],
  ['€', EURO],
  ['£', POUND],
  ['₹', RUPEE],
  ['Rs', RUPEE],
  ['¥', { one: 'yen', many: 'yen' }],
  ['USD', { ...DOLLAR, one: 'u s dollar', many: 'u s dollars' }],
  ['EUR', EURO],
  ['GBP', POUND],
  ['INR', RUPEE]
])

const SCALE: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mn: 'million',
  bn: 'billion',
  b: 'billion',
  tn: 'trillion',
  cr: 'crore'
}

const BEFORE = String.raw`(US\$|[$€£₹¥]|(?<![A-Za-z])Rs\.?|(?<![A-Za-z])(?:USD|EUR|GBP|INR))`
const AFTER = `([€£₹¥]|(?:USD|EUR|GBP|INR)(?![A-Za-z]))`
const SIZE = `(?: ?(hundred|thousand|million|billion|trillion|lakhs?|crores?|(?:k|K|m|M|mn|bn|B|tn|cr)(?![A-Za-z]))(?![a-z]))?`

const before = new RegExp(`${BEFORE} ?(${NUMBER})(?: ?- ?${BEFORE}?(${NUMBER}))?${SIZE}`, 'g')
const after = new RegExp(`(${NUMBER})${SIZE} ?${AFTER}`, 'g')
const coinsOnly = new RegExp(`(${NUMBER}) ?¢`, 'g')
const penceOnly = /(?<![\w.,])(\d{1,3})p(?!\w)/g

/** "$3.14" -> "three dollars and fourteen cents"; "£5 million" -> "five million pounds". */
export function verbalizeMoney(conventions: EnglishConventions): NormalizationStep {
  const plain = (amount: string, size: string | undefined, currency: Currency): string => {
    const [whole = '', cents] = amount.split('.')
    if (size !== undefined)
      return `${decimal(amount, conventions)} ${SCALE[size.toLowerCase()] ?? size} ${currency.many}`
    if (cents?.length !== 2 || currency.coin === undefined || currency.coins === undefined) {
      return `${decimal(amount, conventions)} ${isOne(amount) ? currency.one : currency.many}`
    }
    const coins = `${cardinal(Number(cents), conventions)} ${cents === '01' ? currency.coin : currency.coins}`
    if (/^0*$/.test(whole)) return coins
    const notes = `${decimal(whole, conventions)} ${isOne(whole) ? currency.one : currency.many}`
    return cents === '00' ? notes : `${notes} and ${coins}`
  }
  const currencyOf = (sign: string): Currency => CURRENCIES.get(sign.replace('.', '')) ?? DOLLAR
  return {
    name: 'speak-money',
    apply: (text) => {
      if (!/\d/.test(text)) return text
      return text
        .replace(
          before,
          (
            _,
            sign: string,
            amount: string,
            __: string | undefined,
            upTo: string | undefined,
            size?: string
          ) =>
            upTo === undefined
              ? ` ${plain(amount, size, currencyOf(sign))} `
              : ` ${decimal(amount, conventions)} to ${plain(upTo, size, currencyOf(sign))} `
        )
        .replace(
          after,
          (_, amount: string, size: string | undefined, sign: string) =>
            ` ${plain(amount, size, currencyOf(sign))} `
        )
        .replace(
          coinsOnly,
          (_, amount: string) => ` ${decimal(amount, conventions)} ${isOne(amount) ? 'cent' : 'cents'} `
        )
        .replace(penceOnly, (found, amount: string) =>
          conventions.pence ? ` ${decimal(amount, conventions)} ${isOne(amount) ? 'penny' : 'pence'} ` : found
        )
    }
  }
}
