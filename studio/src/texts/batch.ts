/** What the pages of batch transcriptions say. @module */

export const batch = {
  title: 'Batch transcription',
  create: 'New batch',
  empty: 'No batches yet',
  emptyMore:
    'A batch turns many recordings into text in the background: files of your computer, addresses on the web, or a folder of the service.',
  wizardTitle: 'New batch transcription',
  action: 'Transcribe',
  where: 'Recordings',
  places: {
    files: 'Files of this computer',
    urls: 'Addresses on the web',
    dataset: 'A dataset with audio',
    container: 'A container or a folder of the service'
  },
  filesMore: 'They are sent to the service as a dataset of kind Audio, which can be trained on later.',
  chooseFiles: 'Choose recordings',
  dropFiles: 'or drop them here; WAV, MP3, FLAC, Ogg, M4A and more',
  filesChosen: (count: number, megabytes: string) => `${count} recordings, ${megabytes} MB`,
  urls: 'One address a line',
  urlsHint: 'At most 1000, each readable without signing in.',
  container: 'Address of the container or folder',
  containerHint:
    'https://… of a container that can be listed, or file:///… of a folder below VERNACULAR_IMPORT_DIR on the service’s machine.',
  dataset: 'Dataset',
  model: 'Model',
  options: 'Options',
  punctuation: 'Punctuation',
  profanity: 'Profanity',
  words: 'Times and confidence of each word (needed for the editor)',
  keep: 'Delete the results after',
  keeps: { PT0S: 'never', P1D: 'a day', P7D: 'a week', P30D: '30 days' },
  channels: 'Channels',
  channelChoices: { both: 'each apart', first: 'only the first', second: 'only the second' },
  packing: 'Packing and sending',
  recordings: 'Recordings',
  duration: 'Audio',
  failedRecordings: 'Could not be transcribed',
  downloads: 'Download',
  downloadAll: (format: string) => `All as ${format} (zip)`,
  audioOf: (name: string) => `Sound of ${name}`,
  noAudio: 'The recording lies where your browser may not read it. Choose its file to hear it here:',
  chooseAudio: 'Choose the recording',
  edit: 'Correct in the editor',
  channel: (channel: number) => `channel ${channel}`,
  phrase: (time: string) => `Play from ${time}`,
  gone: 'This batch was deleted, in another window perhaps, or its time was over.',
  toAll: 'Back to all batches',
  nothing: 'Nothing was understood.',
  punctuations: {
    DictatedAndAutomatic: 'automatic and dictated',
    Automatic: 'automatic',
    Dictated: 'dictated',
    None: 'none'
  },
  profanities: { Masked: 'masked (****)', Removed: 'removed', Tags: 'in tags', None: 'as it was said' }
} as const
