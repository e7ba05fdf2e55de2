/** Speakers told apart in one channel by their voices. @module */
export { SpeakerEars, type WordPlace } from './speaker-ears.ts'
export type { VoiceLimits } from './tell-voices.ts'
