/** Texts of the frame around the pages, and of signing in. @module */

export const appTexts = {
  product: 'Vernacular Studio',
  skip: 'Skip to main content',
  apiReference: 'API reference',
  baseModels: 'Base models',
  webHooks: 'Web hooks',
  signOut: 'Sign out',
  theme: { dark: 'Dark theme', light: 'Light theme' },
  notFound: 'This page does not exist.',
  menu: {
    label: 'Project',
    datasets: 'Speech datasets',
    models: 'Train custom models',
    tests: 'Test models',
    endpoints: 'Deploy models',
    transcribe: 'Transcribe',
    batch: 'Batch transcription',
    editor: 'Transcription editor'
  }
} as const

export const signInTexts = {
  about: 'Train, test, and deploy speech models for your domain.',
  key: 'Access key',
  hint: 'The service printed it when it first started, unless you set VERNACULAR_KEY.',
  remember: 'Keep me signed in on this computer',
  button: 'Sign in',
  invalidKey: 'Invalid access key.'
} as const
