/** Phones as a person writes them. @module */
import { isUnknownPhone, type Phones, phonesOfUps } from '../../speech/pronunciation/index.ts'
import type { PhoneticBase } from './base-phones.ts'

/**
 * Parses phones of the base model, or else UPS; only phones with the same meaning in both are ambiguous.
 * Letter case is ignored.
 * @returns the phones of the base model, or the reason why they are not valid
 */
export function parsePhones(
  written: string,
  base: PhoneticBase
): Readonly<{ phones: Phones } | { reason: string }> {
  const tokens = written.split(/\s+/).filter((token) => token !== '')
  if (tokens.length === 0) return { reason: 'has no phones' }
  const inBase = new Map(base.phones.map((phone) => [phone.toLowerCase(), phone]))
  const phones = tokens.map((token) => inBase.get(token.toLowerCase()))
  if (phones.every((phone) => phone !== undefined)) return { phones }
  const accepted = `use the phones of the base model: ${base.phones.join(' ')}`
  if (!base.locale.startsWith('en-')) {
    const at = phones.indexOf(undefined)
    return { reason: `phone ${at + 1}, "${tokens[at]}", is not a phone of this base model; ${accepted}` }
  }
  const read = phonesOfUps(tokens)
  if (!isUnknownPhone(read)) return { phones: read }
  const suggestion = read.meant === undefined ? '' : ` (did you mean "${read.meant}"?)`
  return { reason: `phone ${read.index + 1}, "${read.found}", is not a UPS phone${suggestion}; ${accepted}` }
}
