/** What the schemas of transcriptions are, in words. @module */
import type { Descriptions } from '../resources/index.ts'

export const transcriptionDescriptions: Descriptions = {
  DiarizationProperties: 'Options of diarization.',
  DiarizationSpeakersProperties: 'How many speakers there may be.',
  'DiarizationSpeakersProperties.minCount': 'At least.',
  'DiarizationSpeakersProperties.maxCount': 'At most.',
  LanguageIdentificationMode: 'Whether the language may change within a recording.',
  LanguageIdentificationProperties: 'Options of language identification.',
  'LanguageIdentificationProperties.candidateLocales': 'Locales to choose from.',
  'LanguageIdentificationProperties.speechModelMapping': 'Model of each candidate locale.',
  PaginatedTranscriptions: 'A page of transcriptions.',
  ProfanityFilterMode: 'What happens to profanity.',
  PunctuationMode: 'Which punctuation the display text has.',
  Transcription: 'A batch transcription of recordings.',
  'Transcription.contentUrls': 'URLs of recordings.',
  'Transcription.contentContainerUrl': 'URL of a container or folder with recordings.',
  TranscriptionLinks: 'Links of a transcription.',
  TranscriptionProperties: 'Properties of a transcription.',
  'TranscriptionProperties.wordLevelTimestampsEnabled': 'Whether results have times of the lexical words.',
  'TranscriptionProperties.displayFormWordLevelTimestampsEnabled':
    'Whether results have times of the display words.',
  'TranscriptionProperties.duration': 'Length of all recordings.',
  'TranscriptionProperties.channels': 'Channels to transcribe, each separately.',
  'TranscriptionProperties.destinationContainerUrl': 'URL of a container that the results are sent to.',
  'TranscriptionProperties.timeToLive': 'How long after its end it is deleted; it is kept when absent.',
  'TranscriptionProperties.diarizationEnabled': 'Whether speakers are told apart.',
  TranscriptionUpdate: 'Changes to a transcription.',
  'TranscriptionProgress.progress': 'Completed fraction of the work, 0 to 1.'
}
