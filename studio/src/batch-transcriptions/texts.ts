/** Texts of the pages about batch transcriptions. @module */

export const batchTexts = {
  title: 'Batch transcription',
  create: 'New batch',
  empty: 'No batches yet',
  emptyMore:
    'A batch transcribes many recordings in the background: files on your computer, URLs, a dataset, or a folder on the service.',
  createTitle: 'New batch transcription',
  action: 'Transcribe',
  source: 'Recordings',
  sources: {
    files: 'Files on this computer',
    urls: 'URLs',
    dataset: 'A dataset with audio',
    container: 'A storage container or a folder on the service'
  },
  aboutFiles: 'The files become a dataset of type Audio, which you can also use for training.',
  chooseFiles: 'Choose recordings',
  dropFiles: 'or drop them here; WAV, MP3, FLAC, Ogg, M4A, and more',
  chosenFiles: (count: number, megabytes: string) =>
    `${count === 1 ? '1 recording' : `${count} recordings`}, ${megabytes} MB`,
  urls: 'One URL per line',
  urlsHint: 'Up to 1000 URLs. The service must be able to read them without signing in.',
  container: 'URL of the container or folder',
  containerHint:
    'https://… for a container that can be listed, or file:///… for a folder inside VERNACULAR_IMPORT_DIR on the service.',
  dataset: 'Dataset',
  options: 'Options',
  punctuation: 'Punctuation',
  profanity: 'Profanity',
  wordTimes: 'Times and confidence of each word (the editor needs them)',
  deletion: 'Delete the results',
  lifetimes: { PT0S: 'Never', P1D: 'After a day', P7D: 'After a week', P30D: 'After 30 days' },
  channels: 'Channels',
  channelChoices: { both: 'Both, separately', first: 'Only the first', second: 'Only the second' },
  uploading: 'Uploading the recordings',
  recordings: 'Recordings',
  duration: 'Audio',
  failedRecordings: 'Failed recordings',
  downloads: 'Download',
  downloadAll: (format: string) => `All as ${format} (zip)`,
  noAudio:
    'Your browser cannot read this recording from its location. To play it, choose the file on your computer.',
  chooseAudio: 'Choose the recording',
  edit: 'Correct in the editor',
  channel: (channel: number) => `channel ${channel}`,
  playFrom: (time: string) => `Play from ${time}`,
  deleted: 'This batch was deleted, or its results have expired.',
  backToList: 'Back to all batches',
  noSpeech: 'No speech recognized.',
  punctuationModes: {
    DictatedAndAutomatic: 'Automatic and dictated',
    Automatic: 'Automatic',
    Dictated: 'Dictated',
    None: 'None'
  },
  profanityModes: { Masked: 'Masked (****)', Removed: 'Removed', Tags: 'Tagged', None: 'Unchanged' }
} as const
