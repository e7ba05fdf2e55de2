/** Recognition: audio in, words out. @module */
export { type FastTranscriptionParts, fastTranscriptionRoutes } from './fast/fast-transcription.ts'
export { type ShortAudioParts, shortAudioRoutes } from './short-audio.ts'
