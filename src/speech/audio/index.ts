/** Audio in any accepted format, read to 16 kHz mono 16-bit samples; WAV files written. @module */

export { AudioUnreadable, type AudioUnreadableCode } from './audio-unreadable.ts'
export { BandMeter } from './band-meter.ts'
export type { ByteSource } from './byte-reader.ts'
export { type AudioInput, type DecodeOptions, decodeAudio, decodeChannels } from './decode-audio.ts'
export { type Loudness, LoudnessMeter } from './loudness.ts'
export { type AudioFacts, probeAudio } from './probe-audio.ts'
export { type SegmentOptions, type SpeechSegment, segmentSpeech } from './segment-speech.ts'
export { SAMPLE_RATE, TICKS_PER_SECOND, ticksOfSamples } from './ticks.ts'
export { VoiceGate } from './voice-gate.ts'
export { type WavShape, wavHeader } from './wav-header.ts'
export { convertToWav, type WrittenWav, writeWav } from './write-wav.ts'
