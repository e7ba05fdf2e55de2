/** Speakers told apart in one channel by their voices. @module */
export { RunningEars } from './running-ears.ts'
export { SpeakerEars } from './speaker-ears.ts'
export type { VoiceLimits } from './tell-voices.ts'
export type { WordPlace } from './word-place.ts'
