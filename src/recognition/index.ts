/** Recognition: audio in, words out. @module */
export { type ShortAudioParts, shortAudioRoutes } from './short-audio.ts'
