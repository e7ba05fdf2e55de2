/** Every word that the Studio says, in one place for translation. @module */
import type { DatasetKind, Status } from './api/entities.ts'
import { datasets } from './texts/datasets.ts'
import { authorize, connect, copy, models, take } from './texts/models.ts'
import { transcribe } from './texts/transcribe.ts'
import { webHooks } from './texts/web-hooks.ts'

const kinds: Readonly<Record<DatasetKind, string>> = {
  Language: 'Plain text',
  LanguageMarkdown: 'Structured text',
  Pronunciation: 'Pronunciation',
  Acoustic: 'Audio + human-labeled transcript',
  AudioFiles: 'Audio'
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
    wizardTitle: 'New project',
    empty: 'No projects yet',
    emptyMore:
      'A project holds the datasets, models, tests and endpoints of one language. Create one, upload sentences of your trade, train a model and hear the difference.',
    nameHint: 'What the model is for, such as “Harbour radio”.',
    go: 'Create and go to project',
    all: 'All projects',
    rename: 'Rename the project',
    deleteMore: 'Its datasets, models, tests and endpoints stay; they belong to no project then.'
  },
  menu: {
    label: 'Project',
    datasets: 'Speech datasets',
    models: 'Train custom models',
    tests: 'Test models',
    endpoints: 'Deploy models',
    transcribe: 'Transcribe'
  },
  datasets,
  models,
  connect,
  copy,
  take,
  authorize,
  tests: {
    title: 'Test models',
    create: 'Create new test',
    empty: 'No tests yet',
    emptyMore:
      'A test lets two models hear the same recordings and counts their errors against what was really said. Upload audio with transcripts under Speech datasets, then compare a model with its base.',
    noData: 'A test needs audio with transcripts. Upload a zip under Speech datasets first.',
    dataset: 'Dataset to test with',
    model1: 'Model 1',
    model2: 'Model 2',
    start: 'Save and close',
    wer: 'Word error rate',
    interval: 'with 95 % confidence interval',
    errors: 'Errors',
    substitutions: 'Substitutions',
    deletions: 'Deletions',
    insertions: 'Insertions',
    significant: (better: string) => `The difference is significant: ${better} makes fewer errors.`,
    notSignificant:
      'The difference is not significant: with this much test data it may be chance. Add utterances to know.',
    same: 'Both models make the same errors.',
    utterances: 'Utterances',
    filter: 'Show utterances with',
    sort: 'Sort by',
    sorts: {
      errors2: 'errors of model 2',
      gain: 'difference between the models',
      order: 'order in the dataset'
    },
    reference: 'Reference',
    confused: 'Most confused words (model 2)',
    missed: 'Most missed words (model 2)',
    heardAs: (from: string, to: string) => `${from} → ${to}`,
    csv: 'Export CSV',
    json: 'Export JSON',
    advice: {
      good: 'Below 10 % word errors a model is ready to be used.',
      middle: 'Up to 20 % a model is usable; more text and audio of your own would help.',
      poor: 'From 30 % on a model needs better audio or more data of its own.',
      insert: 'Many insertions: noise, or several people speaking at once.',
      delete: 'Many deletions: speech too quiet or too far from the microphone.',
      substitute: 'Many substitutions: words of your trade are missing; add them as text and pronunciations.'
    },
    count: (shown: number, all: number) => `${shown} of ${all} utterances`,
    failed: 'Could not be heard',
    noResults: 'No utterance has these errors.'
  },
  endpoints: {
    title: 'Deploy models',
    deploy: 'Deploy model',
    empty: 'No endpoints yet',
    emptyMore: 'An endpoint serves one model at an address that stays the same when the model changes.',
    noModels: 'There is no trained model yet. Train one first, or deploy a base model.',
    model: 'Model',
    logging: 'Log content (audio and diagnostic information)',
    add: 'Deploy',
    change: 'Change model',
    changeMore: 'Calls go on while the new model is loaded; the old one answers until then.',
    id: 'Endpoint id',
    key: 'Access key',
    addresses: 'Addresses',
    samples: 'Use it from your program',
    samplesMore:
      'Each wants your key in the environment variable VERNACULAR_KEY and a recording clip.wav beside it.',
    copy: 'Copy',
    copied: 'Copied',
    tryIt: 'Try it',
    logs: 'Logs',
    noLogs: 'Nothing is logged.'
  },
  transcribe,
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
