/** Recognition: audio in, words out. @module */

export { ConcurrencyLimit } from './concurrency-limit.ts'
export { type FastTranscriptionParts, fastTranscriptionRoutes } from './fast/fast-transcription.ts'
export { issueTokenRoutes, type LiveParts, liveRecognition } from './live/index.ts'
export { type OpenAiParts, openAiRoutes } from './openai/openai-routes.ts'
export { recognitionApi } from './recognition-operations.ts'
export { type ShortAudioParts, shortAudioRoutes } from './short-audio.ts'
