/** The front ends that public models were trained with. @module */
import type { FilterbankOptions } from './filterbank.ts'

/** icefall (k2, lhotse): Kaldi's filterbank on samples from -1 to 1. */
export const ICEFALL: FilterbankOptions = {
  sampleRate: 16_000,
  bins: 80,
  melScale: 'htk',
  lowHz: 20,
  highHz: 7600,
  window: 'povey',
  removeDcOffset: true,
  preemphasis: 0.97,
  fullScale: 1,
  fftSize: 512
}

/** WeNet: the same on 16-bit integers. */
export const WENET: FilterbankOptions = { ...ICEFALL, fullScale: 32_768 }

/** NeMo: Slaney's mel scale as in librosa, a Hann window, the whole band. */
export const NEMO: FilterbankOptions = {
  ...ICEFALL,
  melScale: 'slaney',
  lowHz: 0,
  highHz: 8000,
  window: 'hann',
  removeDcOffset: false
}

/** GigaAM, in NeMo's model format. */
export const GIGAAM: FilterbankOptions = {
  ...NEMO,
  bins: 64,
  melScale: 'htk',
  preemphasis: 0,
  fftSize: 400
}
