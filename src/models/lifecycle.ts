/** When the contract's calendar lets a model retire, and what this service makes of it. @module */

/** Months of the 15th that closes a quarter: January, April, July, October. */
const CLOSING_MONTHS = [0, 3, 6, 9, 12]
const DAY_MS = 86_400_000
/** How long before its end a model begins to say so. */
const WARNED_DAYS = 90

/** The first 15 January, April, July or October on or after `created`, some years later. */
export function quarterEnd(created: Date, yearsLater: number): Date {
  const year = created.getUTCFullYear()
  const day = Date.UTC(year, created.getUTCMonth(), created.getUTCDate())
  const closing = CLOSING_MONTHS.map((month) => Date.UTC(year, month, 15)).find((end) => end >= day)
  const end = new Date(closing ?? Date.UTC(year + 1, 0, 15))
  return new Date(Date.UTC(end.getUTCFullYear() + yearsLater, end.getUTCMonth(), 15))
}

/**
 * `never`: the dates are shown and nothing follows from them. `azure`: a base model past its first date takes no more
 * trainings, and a model past its transcription date gives way to the newest base model of its locale.
 */
export type ModelExpiry = 'never' | 'azure'

export type ExpiryWarning = Readonly<{ code: 'ModelExpired' | 'ModelExpiresSoon'; message: string }>

export class Lifecycle {
  readonly #expiry: ModelExpiry
  readonly #now: () => Date
  constructor(expiry: ModelExpiry, now: () => Date = () => new Date()) {
    this.#expiry = expiry
    this.#now = now
  }

  /**
   * Base models here are installed software that nobody withdraws. Where nothing expires their dates count from today:
   * they are never reached. Where models do expire they count from the day that this service first had them: counted
   * from their release, every adaptation would be refused as years too late.
   */
  baseDates(firstSeen: Date): Readonly<{ adaptation: Date; transcription: Date }> {
    const from = this.#expiry === 'azure' ? firstSeen : this.#now()
    return { adaptation: quarterEnd(from, 1), transcription: quarterEnd(from, 2) }
  }

  customDate(created: Date): Date {
    return quarterEnd(created, 2)
  }

  /** Whether the date has been reached and something follows from it. */
  over(date: Date): boolean {
    return this.#expiry === 'azure' && date <= this.#now()
  }

  /** What a model says of its end, from ninety days before it. */
  warning(date: Date, locale: string): ExpiryWarning | undefined {
    const days = Math.ceil((date.getTime() - this.#now().getTime()) / DAY_MS)
    if (this.#expiry === 'never' || days > WARNED_DAYS) return undefined
    const day = date.toISOString().slice(0, 10)
    const then = `endpoints that use it switch to the newest base model of ${locale}, and new endpoints, evaluations and transcriptions reject it. Train it again to continue using it.`
    return days > 0
      ? {
          code: 'ModelExpiresSoon',
          message: `This model expires on ${day}, in ${days} days. From then on, ${then}`
        }
      : { code: 'ModelExpired', message: `This model expired on ${day}. Since then, ${then}` }
  }

  /** Whether anything ever follows from the dates. */
  get watched(): boolean {
    return this.#expiry === 'azure'
  }
}
