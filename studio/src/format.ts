/** Values as people read them. @module */
import { isBaseModel, type Model } from './api/entities.ts'
import { texts } from './texts.ts'

/** @param rate a fraction of 1 */
export const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`

export const wholePercent = (rate: number): string => `${Math.round(100 * rate)} %`

/** @param iso a date and time of ISO 8601 */
export const dateTime = (iso: string | undefined): string =>
  iso === undefined
    ? texts.none
    : new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export const date = (iso: string | undefined): string =>
  iso === undefined ? texts.none : new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium' })

/** @param instant milliseconds since 1970 */
export const timeOfDay = (instant: number): string => new Date(instant).toLocaleTimeString()

/** @example duration(3725) === '1 h 2 min' */
export function duration(seconds: number): string {
  if (seconds < 59.95) return `${Number(seconds.toFixed(1))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export const milliseconds = (value: number): string =>
  value < 1000 ? `${value} ms` : `${(value / 1000).toFixed(1)} s`

/** A position in a recording. @example position(75.3) === '1:15.3' */
export function position(seconds: number): string {
  const tenths = Math.round(10 * seconds)
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`
}

export const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)

export const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024).toLocaleString()} KB`

/** A base model is named by its release date. */
export const modelName = (model: Pick<Model, 'self' | 'displayName'>): string =>
  isBaseModel(model) ? texts.baseModel(model.displayName) : model.displayName

/** A phrase of a report as a sentence. @example sentence('no audio') === 'No audio.' */
export const sentence = (phrase: string): string =>
  phrase.slice(0, 1).toUpperCase() + phrase.slice(1) + (/[.!?]$/.test(phrase) ? '' : '.')
