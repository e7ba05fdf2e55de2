/** When the contract's calendar lets a model retire. @module */

/** Months of the 15th that closes a quarter: January, April, July, October. */
const CLOSING_MONTHS = [0, 3, 6, 9, 12]

/** The first 15 January, April, July or October on or after `created`, some years later. */
export function quarterEnd(created: Date, yearsLater: number): Date {
  const year = created.getUTCFullYear()
  const day = Date.UTC(year, created.getUTCMonth(), created.getUTCDate())
  const closing = CLOSING_MONTHS.map((month) => Date.UTC(year, month, 15)).find((end) => end >= day)
  const end = new Date(closing ?? Date.UTC(year + 1, 0, 15))
  return new Date(Date.UTC(end.getUTCFullYear() + yearsLater, end.getUTCMonth(), 15))
}

/**
 * A base model here is installed software that nobody withdraws, so its dates count from today as long as it is the
 * one that is shipped: counted from its release, every adaptation would be refused as years too late.
 */
export const baseDeprecation = (today: Date): Readonly<{ adaptation: Date; transcription: Date }> => ({
  adaptation: quarterEnd(today, 1),
  transcription: quarterEnd(today, 2)
})

export const customDeprecation = (created: Date): Date => quarterEnd(created, 2)
