/**
 * The entries of the catalog. Names, files and licenses are those of their publishers' pages; error rates are the
 * authors' own and were not measured here. A checksum is pinned by the first download where none is stated.
 * @module
 */
import type { CatalogModel } from './catalog-model.ts'

const MIB = 2 ** 20
const RELEASES = 'https://github.com/k2-fsa/sherpa-onnx/releases/download/asr-models'
const archive = (name: string): CatalogModel['source'] => ({
  url: `${RELEASES}/${name}.tar.bz2`,
  name: `${name}.tar.bz2`
})

const APACHE = { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' }
const CC_BY = { name: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' }
const MIT = { name: 'MIT', url: 'https://opensource.org/license/mit' }
const SHERPA_DOCS = 'https://k2-fsa.github.io/sherpa/onnx/pretrained_models'

/** Files of an export in the layout of Hugging Face's Optimum: encoder, merged decoder, tokenizer. */
const optimum = (repository: string): CatalogModel['source'] =>
  [
    'onnx/encoder_model_quantized.onnx',
    'onnx/decoder_model_merged_quantized.onnx',
    'tokenizer.json',
    'config.json',
    'generation_config.json',
    'preprocessor_config.json'
  ].map((path) => ({
    url: `https://huggingface.co/${repository}/resolve/main/${path}`,
    name: path.replace('onnx/', '')
  }))

export const CATALOG_MODELS: readonly CatalogModel[] = [
  {
    name: 'nemo-streaming-fast-conformer-ctc-en-480ms',
    title: 'NVIDIA FastConformer CTC, English, live, 480 ms',
    architecture: 'NeMo cache-aware CTC',
    locales: ['en-US'],
    streaming: true,
    sampleRate: 16_000,
    punctuates: false,
    license: CC_BY,
    source: archive('sherpa-onnx-nemo-streaming-fast-conformer-ctc-en-480ms-int8'),
    published: [{ testSet: 'LibriSpeech test-other', wordErrorRate: 0.054 }],
    homepage: `${SHERPA_DOCS}/online-ctc/nemo/index.html`
  },
  {
    name: 'nemo-streaming-fast-conformer-ctc-en-80ms',
    title: 'NVIDIA FastConformer CTC, English, live, 80 ms',
    architecture: 'NeMo cache-aware CTC',
    locales: ['en-US'],
    streaming: true,
    sampleRate: 16_000,
    punctuates: false,
    license: CC_BY,
    source: archive('sherpa-onnx-nemo-streaming-fast-conformer-ctc-en-80ms-int8'),
    published: [],
    homepage: `${SHERPA_DOCS}/online-ctc/nemo/index.html`
  },
  {
    name: 'nemo-streaming-fast-conformer-ctc-en-1040ms',
    title: 'NVIDIA FastConformer CTC, English, live, 1040 ms',
    architecture: 'NeMo cache-aware CTC',
    locales: ['en-US'],
    streaming: true,
    sampleRate: 16_000,
    punctuates: false,
    license: CC_BY,
    source: archive('sherpa-onnx-nemo-streaming-fast-conformer-ctc-en-1040ms-int8'),
    published: [],
    homepage: `${SHERPA_DOCS}/online-ctc/nemo/index.html`
  },
  {
    name: 'parakeet-tdt-ctc-110m-en',
    title: 'NVIDIA Parakeet 110M, English, whole phrases, capitals and punctuation',
    architecture: 'NeMo CTC',
    locales: ['en-US'],
    streaming: false,
    sampleRate: 16_000,
    punctuates: true,
    license: CC_BY,
    approximateBytes: 126 * MIB,
    source: archive('sherpa-onnx-nemo-parakeet_tdt_ctc_110m-en-36000-int8'),
    published: [
      { testSet: 'LibriSpeech test-clean', wordErrorRate: 0.024 },
      { testSet: 'LibriSpeech test-other', wordErrorRate: 0.052 },
      { testSet: 'Open ASR leaderboard, average', wordErrorRate: 0.075 }
    ],
    homepage: 'https://huggingface.co/nvidia/parakeet-tdt_ctc-110m'
  },
  {
    name: 'parakeet-tdt-0.6b-v3',
    title: 'NVIDIA Parakeet TDT 0.6B v3, 25 European languages, whole phrases',
    architecture: 'NeMo TDT',
    locales: [
      ...['en-US', 'bg-BG', 'cs-CZ', 'da-DK', 'de-DE', 'el-GR', 'es-ES', 'et-EE', 'fi-FI', 'fr-FR', 'hr-HR'],
      ...['hu-HU', 'it-IT', 'lt-LT', 'lv-LV', 'mt-MT', 'nl-NL', 'pl-PL', 'pt-PT', 'ro-RO', 'ru-RU', 'sk-SK'],
      ...['sl-SI', 'sv-SE', 'uk-UA']
    ],
    streaming: false,
    sampleRate: 16_000,
    punctuates: true,
    license: CC_BY,
    approximateBytes: 640 * MIB,
    source: archive('sherpa-onnx-nemo-parakeet-tdt-0.6b-v3-int8'),
    published: [{ testSet: 'Open ASR leaderboard, average', wordErrorRate: 0.063 }],
    homepage: 'https://huggingface.co/nvidia/parakeet-tdt-0.6b-v3'
  },
  {
    name: 'nemo-conformer-ctc-small-en',
    title: 'NVIDIA Conformer CTC small, English, whole phrases',
    architecture: 'NeMo CTC',
    locales: ['en-US'],
    streaming: false,
    sampleRate: 16_000,
    punctuates: false,
    license: CC_BY,
    approximateBytes: 44 * MIB,
    source: archive('sherpa-onnx-nemo-ctc-en-conformer-small'),
    published: [],
    homepage: `${SHERPA_DOCS}/offline-ctc/nemo/english.html`
  },
  {
    name: 'nemo-fast-conformer-ctc-10-languages',
    title: 'NVIDIA FastConformer CTC, ten languages, whole phrases',
    architecture: 'NeMo CTC',
    locales: ['en-US', 'be-BY', 'de-DE', 'es-ES', 'fr-FR', 'hr-HR', 'it-IT', 'pl-PL', 'ru-RU', 'uk-UA'],
    streaming: false,
    sampleRate: 16_000,
    punctuates: true,
    license: CC_BY,
    source: archive('sherpa-onnx-nemo-fast-conformer-ctc-be-de-en-es-fr-hr-it-pl-ru-uk-20k'),
    published: [],
    homepage: `${SHERPA_DOCS}/offline-ctc/nemo/index.html`
  },
  {
    name: 'zipformer-ctc-small-en',
    title: 'Zipformer CTC small, English, live',
    architecture: 'Zipformer2 CTC',
    locales: ['en-US'],
    streaming: true,
    sampleRate: 16_000,
    punctuates: false,
    license: APACHE,
    source: archive('sherpa-onnx-streaming-zipformer-ctc-small-2024-03-18'),
    published: [],
    homepage: `${SHERPA_DOCS}/online-ctc/zipformer-ctc-models.html`
  },
  {
    name: 'zipformer-transducer-en',
    title: 'Zipformer transducer, English, live',
    architecture: 'Zipformer2 transducer',
    locales: ['en-US'],
    streaming: true,
    sampleRate: 16_000,
    punctuates: false,
    license: APACHE,
    approximateBytes: 71 * MIB,
    source: archive('sherpa-onnx-streaming-zipformer-en-2023-06-26'),
    published: [
      { testSet: 'LibriSpeech test-clean', wordErrorRate: 0.0306 },
      { testSet: 'LibriSpeech test-other', wordErrorRate: 0.0779 }
    ],
    homepage: `${SHERPA_DOCS}/online-transducer/zipformer-transducer-models.html`
  },
  {
    name: 'nemotron-streaming-0.6b-en',
    title: 'NVIDIA Nemotron 0.6B, English, live, 560 ms',
    architecture: 'NeMo cache-aware RNN-T',
    locales: ['en-US'],
    streaming: true,
    sampleRate: 16_000,
    punctuates: true,
    license: {
      name: 'NVIDIA Open Model License',
      url: 'https://www.nvidia.com/en-us/agreements/enterprise-software/nvidia-open-model-license/'
    },
    approximateBytes: 632 * MIB,
    source: archive('sherpa-onnx-nemotron-speech-streaming-en-0.6b-560ms-int8-2026-04-25'),
    published: [],
    homepage: 'https://huggingface.co/nvidia/nemotron-speech-streaming-en-0.6b'
  },
  {
    name: 't-one-ru',
    title: 'T-one, Russian, live, telephone speech',
    architecture: 'T-one CTC',
    locales: ['ru-RU'],
    streaming: true,
    sampleRate: 8000,
    punctuates: false,
    license: APACHE,
    approximateBytes: 138 * MIB,
    source: archive('sherpa-onnx-streaming-t-one-russian-2025-09-08'),
    published: [],
    homepage: 'https://huggingface.co/t-tech/T-one'
  },
  {
    name: 'whisper-base.en',
    title: 'OpenAI Whisper base, English, whole phrases, capitals and punctuation',
    architecture: 'Whisper',
    locales: ['en-US'],
    streaming: false,
    sampleRate: 16_000,
    punctuates: true,
    license: MIT,
    source: optimum('onnx-community/whisper-base.en'),
    published: [
      { testSet: 'LibriSpeech test-clean', wordErrorRate: 0.042 },
      { testSet: 'LibriSpeech test-other', wordErrorRate: 0.102 }
    ],
    homepage: 'https://github.com/openai/whisper'
  },
  {
    name: 'moonshine-tiny-en',
    title: 'Useful Sensors Moonshine tiny, English, whole phrases, capitals and punctuation',
    architecture: 'Moonshine',
    locales: ['en-US'],
    streaming: false,
    sampleRate: 16_000,
    punctuates: true,
    license: MIT,
    source: optimum('onnx-community/moonshine-tiny-ONNX'),
    published: [],
    homepage: 'https://github.com/usefulsensors/moonshine'
  }
]
