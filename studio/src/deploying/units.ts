/** Times as people read them. @module */

/** @example duration(3725) // '1 h 2 min' */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export const milliseconds = (value: number): string =>
  value < 1000 ? `${value} ms` : `${(value / 1000).toFixed(1)} s`

/** @example secondsOf('PT1M2.5S') // 62.5 */
export function secondsOf(isoDuration: string | undefined): number {
  const [, hours = 0, minutes = 0, seconds = 0] =
    /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(isoDuration ?? '') ?? []
  return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds)
}
