/** Lengths of time as the contract writes them, ISO 8601. @module */

/** Ticks are of 100 ns, as in `speech/audio`, which the platform does not know. */
const TICKS_PER_SECOND = 10_000_000
export const TICKS_PER_MS = TICKS_PER_SECOND / 1000
const TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND

/**
 * ISO 8601 duration of ticks of 100 ns.
 * @example isoDuration(2_527_600_000) === 'PT4M12.76S'
 */
export function isoDuration(ticks: number): string {
  const hours = Math.floor(ticks / (60 * TICKS_PER_MINUTE))
  const minutes = Math.floor((ticks % (60 * TICKS_PER_MINUTE)) / TICKS_PER_MINUTE)
  // Through ticks, because 252.76 % 60 is 12.759999999999991 in floating point; never as 1e-7.
  const seconds = ((ticks % TICKS_PER_MINUTE) / TICKS_PER_SECOND).toFixed(7).replace(/\.?0+$/, '')
  const parts = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds === '0' ? '' : `${seconds}S`}`
  return `PT${parts || '0S'}`
}

const DURATION =
  /^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const SECONDS = [7 * 86_400, 86_400, 3600, 60, 1]

/**
 * Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds; undefined for anything else. Years
 * and months are no fixed lengths of time.
 * @example millisecondsOf('P1DT12H') === 129_600_000
 */
export function millisecondsOf(duration: string): number | undefined {
  const [matched, ...parts] = DURATION.exec(duration) ?? []
  if (matched === undefined) return undefined
  const seconds = SECONDS.reduce((sum, length, index) => sum + length * Number(parts[index] ?? 0), 0)
  return Math.round(seconds * 1000)
}

/** `YYYY-MM-DDThh:mm:ssZ`: UTC, whole seconds. */
export const timestamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`
