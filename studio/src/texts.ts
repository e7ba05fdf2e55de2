/** Texts that all pages share; each area has the rest in a `texts.ts` of its own, so that they can be translated. @module */
import type { DatasetKind, Status } from './api/entities.ts'

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
  loading: 'Loading…',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saveAndClose: 'Save and close',
  delete: 'Delete',
  rename: 'Rename',
  stopProcessing: 'Stop processing',
  open: 'Open',
  play: 'Play',
  stop: 'Stop',
  copy: 'Copy',
  copied: 'Copied',
  selectAll: 'Select all',
  showAsTable: 'Show as table',
  /** Stands in a cell without a value. */
  none: '–',
  name: 'Name',
  description: 'Description',
  language: 'Language',
  created: 'Created',
  status: 'Status',
  kind: 'Type',
  model: 'Model',
  files: 'Files',
  actions: 'Actions',
  optional: '(optional)',
  dropFile: 'or drop it here',
  statuses,
  kinds,
  baseModel: (release: string) => `Base model ${release}`,
  audioOf: (name: string) => `Audio of ${name}`,
  noAudioDatasets: 'This project has no audio yet. Upload recordings under Speech datasets.',
  addExisting: {
    button: 'Add existing…',
    title: 'Add to this project',
    action: 'Add',
    legend: 'Not in a project',
    about: (project: string) =>
      `These were created through the API or the command line and do not belong to a project. Add them to show them in “${project}”.`
  },
  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteWarning: 'You cannot undo this.'
} as const
