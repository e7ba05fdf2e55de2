/** Phones as a person writes them. @module */
import { isUnknownPhone, type Phones, phonesOfUps } from '../../speech/pronunciation/index.ts'
import type { PhoneticBase } from './base-phones.ts'

/**
 * Phones of the base model, or else UPS; which of them is plain but for those that mean the same in both. Letter case
 * does not count.
 * @returns the phones of the base model, or why they are none
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
  const accepted = `accepted are those of the base model: ${base.phones.join(' ')}`
  if (!base.locale.startsWith('en-')) {
    const at = phones.indexOf(undefined)
    return { reason: `phone ${at + 1}, "${tokens[at]}", is none of this base model; ${accepted}` }
  }
  const read = phonesOfUps(tokens)
  if (!isUnknownPhone(read)) return { phones: read }
  const meant = read.meant === undefined ? '' : `; "${read.meant}" may be meant`
  return { reason: `phone ${read.index + 1}, "${read.found}", is no phone of UPS${meant}; also ${accepted}` }
}
