/** Texts of the list of projects. @module */

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

export const projectTexts = {
  title: 'Custom speech projects',
  create: 'Create a new project',
  transcribe: 'Transcribe without a project',
  createTitle: 'New project',
  empty: 'No projects yet',
  emptyMore:
    'A project holds the datasets, models, tests, and endpoints for one language. Create a project, upload sentences from your domain, train a model, and compare it with the base model.',
  nameHint: 'What the model is for, such as “Harbor radio”.',
  createAction: 'Create and go to project',
  contents: 'Contents',
  counts: {
    datasets: (count: number) => counted(count, 'dataset'),
    models: (count: number) => counted(count, 'model'),
    tests: (count: number) => counted(count, 'test'),
    endpoints: (count: number) => counted(count, 'endpoint')
  },
  deleteWarning:
    'The datasets, models, tests, and endpoints of this project are kept, but no longer belong to a project.'
} as const
