/** Speaker diarization of one audio channel, online and offline. @module */

export type { SpeakerLimits } from './diarize.ts'
export { OfflineDiarizer } from './offline-diarizer.ts'
export { OnlineDiarizer } from './online-diarizer.ts'
export type { WordTiming } from './word-timing.ts'
