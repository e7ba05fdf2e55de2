/** Every word that the Studio says, in one place for translation. @module */
import type { DatasetKind, Status } from './api/entities.ts'
import { batch } from './texts/batch.ts'
import { datasets } from './texts/datasets.ts'
import { editor } from './texts/editor.ts'
import { endpoints } from './texts/endpoints.ts'
import { authorize, connect, copy, models, say, take } from './texts/models.ts'
import { tests } from './texts/tests.ts'
import { transcribe } from './texts/transcribe.ts'
import { webHooks } from './texts/web-hooks.ts'

const kinds: Readonly<Record<DatasetKind, string>> = {
  Language: 'Plain text',
  LanguageMarkdown: 'Structured text',
  Pronunciation: 'Pronunciation',
  Acoustic: 'Audio + human-labeled transcript',
  AudioFiles: 'Audio',
  OutputFormatting: 'Output format'
}

const statuses: Readonly<Record<Status, string>> = {
  NotStarted: 'Waiting',
  Running: 'Processing',
  Succeeded: 'Succeeded',
  Failed: 'Failed'
}

export const texts = {
  product: 'Vernacular Studio',
  skip: 'Skip to the content',
  reference: 'REST reference',
  signOut: 'Sign out',
  theme: { dark: 'Dark colours', light: 'Light colours' },
  loading: 'Loading…',
  notFound: 'There is no such page.',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  delete: 'Delete',
  edit: 'Rename',
  stop: 'Stop the work',
  open: 'Open',
  never: '–',
  name: 'Name',
  description: 'Description',
  language: 'Language',
  created: 'Created',
  status: 'Status',
  kind: 'Type',
  download: 'Download',
  optional: '(optional)',
  statuses,
  kinds,
  signIn: {
    title: 'Sign in',
    about: 'Build, measure and deploy a speech model for your own words.',
    key: 'Access key',
    hint: 'It was printed when the service started for the first time, or set as VERNACULAR_KEY.',
    remember: 'Keep me signed in on this computer',
    button: 'Sign in',
    refused: 'The service does not take this key.'
  },
  projects: {
    title: 'Custom speech projects',
    create: 'Create a new project',
    tryIt: 'Transcribe without a project',
    wizardTitle: 'New project',
    empty: 'No projects yet',
    emptyMore:
      'A project holds the datasets, models, tests and endpoints of one language. Create one, upload sentences of your trade, train a model and hear the difference.',
    nameHint: 'What the model is for, such as “Harbour radio”.',
    go: 'Create and go to project',
    all: 'All projects',
    rename: 'Rename the project',
    holds: 'Holds',
    counts: {
      datasets: (count: number) => (count === 1 ? '1 dataset' : `${count} datasets`),
      models: (count: number) => (count === 1 ? '1 model' : `${count} models`),
      tests: (count: number) => (count === 1 ? '1 test' : `${count} tests`),
      endpoints: (count: number) => (count === 1 ? '1 endpoint' : `${count} endpoints`)
    },
    deleteMore: 'Its datasets, models, tests and endpoints stay; they belong to no project then.'
  },
  menu: {
    label: 'Project',
    datasets: 'Speech datasets',
    models: 'Train custom models',
    tests: 'Test models',
    endpoints: 'Deploy models',
    transcribe: 'Transcribe',
    batch: 'Batch',
    editor: 'Editor'
  },
  datasets,
  models,
  connect,
  copy,
  take,
  authorize,
  say,
  tests,
  endpoints,
  transcribe,
  batch,
  editor,
  webHooks,
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteMore: 'This cannot be undone.'
} as const

export const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`
export const date = (iso: string | undefined): string =>
  iso === undefined
    ? texts.never
    : new Date(iso).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
export const day = (iso: string | undefined): string =>
  iso === undefined ? texts.never : new Date(iso).toLocaleDateString(undefined, { dateStyle: 'medium' })

/** Milliseconds in words. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
export const clock = (at: number): string => new Date(at).toLocaleTimeString()

/** A place in a recording. @example clockOf(75.3) === '1:15.3' */
export function clockOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${minutes}:${(seconds - 60 * minutes).toFixed(1).padStart(4, '0')}`
}
