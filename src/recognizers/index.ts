/** Speech engines behind one contract. @module */

export type * from './capabilities/index.ts'
export { BaseModelRejected, CapabilityMissing, requireCapability } from './capabilities/index.ts'
export { combineEngines } from './combine-engines.ts'
export type * from './engine.ts'
export * from './errors.ts'
export { callerFault, modelFault } from './model-fault.ts'
/** The parts of the neural engine's search, for training its custom models and for measuring it. */
export * as neuralSearch from './onnx/search/index.ts'
export { type RecognizedFile, recognizeFile, recognizeFiles } from './recognize-files.ts'
export { recognizeSamples } from './recognize-samples.ts'
export { recognizeSpeech, type Turns } from './recognize-speech.ts'
export type * from './recognizer.ts'
export { type AlignedRecording, alignRecording, type LeftOut } from './recordings/align-recording.ts'
export { type SpeakerResult, splitBySpeaker } from './split-by-speaker.ts'
export { STORED_FILE_NAME, STORED_FILE_NAME_RULE } from './stored-file-name.ts'
