/** Audio: decoding of any accepted format to 16 kHz 16-bit samples, WAV files, speech segmentation and measurements. @module */

export { AudioUnreadable, type AudioUnreadableCode } from './audio-unreadable.ts'
export { BandwidthDetector } from './bandwidth-detector.ts'
export type { ByteSource } from './byte-reader.ts'
export { type AudioInput, type DecodeOptions, decodeAudio, decodeChannels } from './decode-audio.ts'
export { type Loudness, LoudnessMeter } from './loudness.ts'
export { type AudioFacts, probeAudio } from './probe-audio.ts'
export { type SegmentOptions, type SpeechSegment, segmentSpeech } from './segment-speech.ts'
export { SAMPLE_RATE, TICKS_PER_MS, TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'
export { VoiceActivityDetector } from './voice-activity-detector.ts'
export { type WavShape, wavHeader } from './wav-header.ts'
export { convertToWav, type WrittenWav, writeWav } from './write-wav.ts'
