/**
 * The foreign functions of PocketSphinx 0.8+5prealpha (Debian's `libpocketsphinx3` and `libsphinxbase3`): the only
 * file that knows the C interface. PocketSphinx 5.x folds sphinxbase in and renames `cmd_ln_*` to `ps_config_*`,
 * `ps_set_lm` to `ps_add_lm` and `ps_set_search` to `ps_activate_search`: it is served by a second table that keeps
 * the names on the left. Load this in child processes only: a wrong call can end the process.
 * @module
 */
import koffi, { type LibraryHandle } from 'koffi'

declare const opaque: unique symbol
/** A C pointer, told apart by what it points to. */
type Pointer<Name extends string> = { readonly [opaque]: Name }
export type Config = Pointer<'config'>
export type Decoder = Pointer<'decoder'>
export type LogMath = Pointer<'logmath'>
export type NgramModel = Pointer<'ngram model'>
export type Transform = Pointer<'mllr transform'>
export type Segment = Pointer<'segment'>
export type NBest = Pointer<'n-best list'>
export type FrontEnd = Pointer<'front end'>

/**
 * The calls used. Ownership, as in C: a `retain` or `…Read` or `…Init` is paid back with the matching `free`;
 * `setLanguageModel` and `interpolatedSet` keep references of their own; iterators free themselves at their end
 * (`next` answers null), `free` is for leaving early. Functions answering a number give 0 or more for success.
 */
export type Library = Readonly<{
  /** `arguments` as on the command line, from index 0: `['-hmm', path, …]`; null when one is unknown or malformed. */
  parseConfig(args: readonly string[]): Config | null
  freeConfig(config: Config): number
  /** Where the C library writes its log, for all decoders of the process; null silences it. */
  setLogFile(path: string): number

  initDecoder(config: Config): Decoder | null
  freeDecoder(decoder: Decoder): number
  logMathOf(decoder: Decoder): LogMath
  configOf(decoder: Decoder): Config
  startStream(decoder: Decoder): number
  startUtterance(decoder: Decoder): number
  /** `noSearch` 1 only stores features; `fullUtterance` 1 says that `samples` is all there is (batch normalization). */
  processRaw(
    decoder: Decoder,
    samples: Int16Array,
    count: number,
    noSearch: 0 | 1,
    fullUtterance: 0 | 1
  ): number
  endUtterance(decoder: Decoder): number
  inSpeech(decoder: Decoder): number
  framesOf(decoder: Decoder): number
  hypothesis(decoder: Decoder, outScore: Int32Array | null): string | null
  utteranceProbability(decoder: Decoder): number

  /** Sets the cepstral mean that live audio is normalized with from now on; one value a coefficient. */
  setCepstralMean(decoder: Decoder, mean: Float32Array): void
  cepstralMean(decoder: Decoder, outMean: Float32Array): void
  /** A front end of its own, with the decoder's settings: features and voice activity, no search. */
  initFrontEnd(config: Config): FrontEnd | null
  freeFrontEnd(frontEnd: FrontEnd): number
  restartFrontEnd(frontEnd: FrontEnd): void
  /**
   * The cepstra of the speech in `samples` (at most `FRONT_END_SAMPLES`; what is silence is left out), frame after
   * frame of 13 values, and whether speech is going on. The array is a view that the next call overwrites.
   */
  hear(frontEnd: FrontEnd, samples: Int16Array): Readonly<{ cepstra: Float32Array; inSpeech: boolean }>

  segments(decoder: Decoder): Segment | null
  nextSegment(segment: Segment): Segment | null
  segmentWord(segment: Segment): string
  segmentFrames(segment: Segment, outFirst: Int32Array, outLast: Int32Array): void
  /** Log posterior of the segment, in the decoder's log base. The outs are scores: acoustic, language, back-off order. */
  segmentProbability(
    segment: Segment,
    outAcoustic: Int32Array | null,
    outLanguage: Int32Array | null,
    outBackoff: Int32Array | null
  ): number
  freeSegment(segment: Segment): void

  nBest(decoder: Decoder): NBest | null
  nextBest(list: NBest): NBest | null
  nBestHypothesis(list: NBest, outScore: Int32Array | null): string | null
  nBestSegments(list: NBest): Segment | null
  freeNBest(list: NBest): void

  /** `update` 1 also adds the word to the language model in use (with a unigram that other decoders see too). */
  addWord(decoder: Decoder, word: string, phones: string, update: 0 | 1): number
  /** Phones separated by spaces, or null. */
  lookUpWord(decoder: Decoder, word: string): string | null
  setLanguageModel(decoder: Decoder, name: string, model: NgramModel): number
  languageModelOf(decoder: Decoder, name: string): NgramModel | null
  setGrammar(decoder: Decoder, name: string, jsgf: string): number
  setSearch(decoder: Decoder, name: string): number
  unsetSearch(decoder: Decoder, name: string): number

  readTransform(path: string): Transform | null
  /** The decoder takes the reference over. */
  updateTransform(decoder: Decoder, transform: Transform): Transform | null
  freeTransform(transform: Transform): number

  /** `type` 0 detects. With a config its `-lw` and `-wip` are applied, without one scores are plain probabilities. */
  readNgramModel(config: Config | null, path: string, type: number, logMath: LogMath): NgramModel | null
  retainNgramModel(model: NgramModel): NgramModel
  freeNgramModel(model: NgramModel): number
  applyWeights(model: NgramModel, languageWeight: number, insertionPenalty: number): number
  ngramModelSet(
    config: Config | null,
    models: readonly NgramModel[],
    names: readonly string[],
    weights: Float32Array,
    count: number
  ): NgramModel | null
  /** Interpolates the set's models by name from now on; answers the set. */
  interpolate(set: NgramModel, names: readonly string[], weights: Float32Array): NgramModel | null
  wordId(model: NgramModel, word: string): number
  unknownWordId(model: NgramModel): number
  ngramModelOrder(model: NgramModel): number
  /** The score with `-lw`/`-wip` applied. `history` is most recent word first. */
  ngramScore(
    model: NgramModel,
    word: number,
    history: Int32Array,
    length: number,
    outUsed: Int32Array
  ): number
  /** The plain probability, in the model's log base. `history` is most recent word first. */
  ngramProbability(
    model: NgramModel,
    word: number,
    history: Int32Array,
    length: number,
    outUsed: Int32Array
  ): number

  initLogMath(base: number, shift: number, useTable: 0 | 1): LogMath
  freeLogMath(logMath: LogMath): number
  logBase(logMath: LogMath): number
  /** The probability that a log value stands for. */
  expOf(logMath: LogMath, value: number): number
  log10Of(logMath: LogMath, value: number): number
}>

/** The log base of everything: PocketSphinx's default, fine enough for 10 ms frames in 32 bits. */
export const LOG_BASE = 1.0001
/** Mel cepstral coefficients a frame. */
export const CEPSTRA = 13
export const FRONT_END_SAMPLES = 1600

const opened = new Map<string, Library>()

/** Opens the 0.8+5prealpha libraries, once a process. Throws when they are not installed. */
export function openLibrary(): Library {
  const found = opened.get('prealpha')
  if (found) return found
  const library = prealpha()
  opened.set('prealpha', library)
  return library
}

function prealpha(): Library {
  const base = koffi.load('libsphinxbase.so.3')
  const sphinx = koffi.load('libpocketsphinx.so.3')
  const c = koffi.load('libc.so.6')
  // ps_lookup_word hands over memory that the caller frees; every other string stays the library's.
  const ownedString = koffi.disposable('str', c.func('void free(void *)'))
  const parse = base.func('cmd_ln_parse_r', 'void *', ['void *', 'void *', 'int', 'const char **', 'int'])
  const definitions = sphinx.func('void *ps_args(void)')
  const logFile = base.func('int err_set_logfile(const char *)')
  const featuresOf = sphinx.func('void *ps_get_feat(void *)')
  const setMean = base.func('void cmn_live_set(void *, const float *)')
  const getMean = base.func('void cmn_live_get(void *, _Out_ float *)')
  const startFrontEndStream = base.func('void fe_start_stream(void *)')
  const startFrontEnd = base.func('int fe_start_utt(void *)')
  const processFrames = base.func(
    'int fe_process_frames(void *, _Inout_ void **, _Inout_ size_t *, void *, _Inout_ int32_t *, _Out_ int32_t *)'
  )
  const frontEndInSpeech = base.func('uint8_t fe_get_vad_state(void *)')
  // Normalization state has no accessor: it is reached through the public struct of sphinxbase/feat.h.
  const normalizationOf = (decoder: Decoder) =>
    koffi.decode(featuresOf(decoder), koffi.offsetof(feature, 'cmn_struct'), 'void *')
  const frontEndBuffers = frontEndMemory(base)
  return Object.freeze({
    // argv[0] is skipped only when the count is odd (a program's name); the arguments here are pairs.
    parseConfig: (args: readonly string[]) => parse(null, definitions(), args.length, args, 1),
    freeConfig: base.func('int cmd_ln_free_r(void *)'),
    setLogFile: (path: string) => logFile(path),

    initDecoder: sphinx.func('void *ps_init(void *)'),
    freeDecoder: sphinx.func('int ps_free(void *)'),
    logMathOf: sphinx.func('void *ps_get_logmath(void *)'),
    configOf: sphinx.func('void *ps_get_config(void *)'),
    startStream: sphinx.func('int ps_start_stream(void *)'),
    startUtterance: sphinx.func('int ps_start_utt(void *)'),
    processRaw: sphinx.func('int ps_process_raw(void *, const int16_t *, size_t, int, int)'),
    endUtterance: sphinx.func('int ps_end_utt(void *)'),
    inSpeech: sphinx.func('uint8_t ps_get_in_speech(void *)'),
    framesOf: sphinx.func('int ps_get_n_frames(void *)'),
    hypothesis: sphinx.func('str ps_get_hyp(void *, _Out_ int32_t *)'),
    utteranceProbability: sphinx.func('int32_t ps_get_prob(void *)'),

    setCepstralMean: (decoder: Decoder, mean: Float32Array) => setMean(normalizationOf(decoder), mean),
    cepstralMean: (decoder: Decoder, outMean: Float32Array) => getMean(normalizationOf(decoder), outMean),
    initFrontEnd: base.func('void *fe_init_auto_r(void *)'),
    freeFrontEnd: base.func('int fe_free(void *)'),
    restartFrontEnd: (frontEnd: FrontEnd) => {
      startFrontEndStream(frontEnd)
      startFrontEnd(frontEnd)
    },
    hear: (frontEnd: FrontEnd, samples: Int16Array) => {
      const memory = frontEndBuffers()
      memory.samples.set(samples)
      const at = [memory.input]
      const left = [samples.length]
      let frames = 0
      // Speech found late hands over frames of the past first: ask until the samples are used up.
      for (;;) {
        const got = [memory.frames - frames]
        processFrames(frontEnd, at, left, memory.row(frames), got, [0])
        frames += got[0] ?? 0
        if ((got[0] ?? 0) === 0 || frames >= memory.frames) break
      }
      return {
        cepstra: memory.cepstra.subarray(0, frames * CEPSTRA),
        inSpeech: frontEndInSpeech(frontEnd) !== 0
      }
    },

    segments: sphinx.func('void *ps_seg_iter(void *)'),
    nextSegment: sphinx.func('void *ps_seg_next(void *)'),
    segmentWord: sphinx.func('str ps_seg_word(void *)'),
    segmentFrames: sphinx.func('void ps_seg_frames(void *, _Out_ int *, _Out_ int *)'),
    segmentProbability: sphinx.func(
      'int32_t ps_seg_prob(void *, _Out_ int32_t *, _Out_ int32_t *, _Out_ int32_t *)'
    ),
    freeSegment: sphinx.func('void ps_seg_free(void *)'),

    nBest: sphinx.func('void *ps_nbest(void *)'),
    nextBest: sphinx.func('void *ps_nbest_next(void *)'),
    nBestHypothesis: sphinx.func('str ps_nbest_hyp(void *, _Out_ int32_t *)'),
    nBestSegments: sphinx.func('void *ps_nbest_seg(void *)'),
    freeNBest: sphinx.func('void ps_nbest_free(void *)'),

    addWord: sphinx.func('int ps_add_word(void *, const char *, const char *, int)'),
    lookUpWord: sphinx.func('ps_lookup_word', ownedString, ['void *', 'const char *']),
    setLanguageModel: sphinx.func('int ps_set_lm(void *, const char *, void *)'),
    languageModelOf: sphinx.func('void *ps_get_lm(void *, const char *)'),
    setGrammar: sphinx.func('int ps_set_jsgf_string(void *, const char *, const char *)'),
    setSearch: sphinx.func('int ps_set_search(void *, const char *)'),
    unsetSearch: sphinx.func('int ps_unset_search(void *, const char *)'),

    readTransform: sphinx.func('void *ps_mllr_read(const char *)'),
    updateTransform: sphinx.func('void *ps_update_mllr(void *, void *)'),
    freeTransform: sphinx.func('int ps_mllr_free(void *)'),

    readNgramModel: base.func('void *ngram_model_read(void *, const char *, int, void *)'),
    retainNgramModel: base.func('void *ngram_model_retain(void *)'),
    freeNgramModel: base.func('int ngram_model_free(void *)'),
    applyWeights: base.func('int ngram_model_apply_weights(void *, float, float)'),
    ngramModelSet: base.func(
      'void *ngram_model_set_init(void *, void **, const char **, const float *, int32_t)'
    ),
    interpolate: base.func('void *ngram_model_set_interp(void *, const char **, const float *)'),
    wordId: base.func('int32_t ngram_wid(void *, const char *)'),
    unknownWordId: base.func('int32_t ngram_unknown_wid(void *)'),
    ngramModelOrder: base.func('int32_t ngram_model_get_size(void *)'),
    ngramScore: base.func('int32_t ngram_ng_score(void *, int32_t, int32_t *, int32_t, _Out_ int32_t *)'),
    ngramProbability: base.func(
      'int32_t ngram_ng_prob(void *, int32_t, int32_t *, int32_t, _Out_ int32_t *)'
    ),

    initLogMath: base.func('void *logmath_init(double, int, int)'),
    freeLogMath: base.func('int logmath_free(void *)'),
    logBase: base.func('double logmath_get_base(void *)'),
    expOf: base.func('double logmath_exp(void *, int)'),
    log10Of: base.func('double logmath_log_to_log10(void *, int)')
  }) as unknown as Library
}

// The head of feat_t (sphinxbase/feat.h), as far as the one field needed.
const feature = koffi.struct({
  refcount: 'int',
  name: 'void *',
  cepsize: 'int32_t',
  n_stream: 'int32_t',
  stream_len: 'void *',
  window_size: 'int32_t',
  n_sv: 'int32_t',
  sv_len: 'void *',
  subvecs: 'void *',
  sv_buf: 'void *',
  sv_dim: 'int32_t',
  cmn: 'int',
  varnorm: 'int32_t',
  agc: 'int',
  compute_feat: 'void *',
  cmn_struct: 'void *'
})

/** Memory of the C side that `hear` works in, shared by the process's front ends: one call at a time uses it. */
function frontEndMemory(base: LibraryHandle) {
  const create = base.func('void *fe_create_2d(int, int, int)')
  const make = () => {
    const frames = 128
    const rows: unknown = create(frames, CEPSTRA, 4)
    const input: unknown = koffi.alloc('int16_t', FRONT_END_SAMPLES)
    return {
      frames,
      input,
      samples: new Int16Array(koffi.view(input, FRONT_END_SAMPLES * 2)),
      cepstra: new Float32Array(koffi.view(koffi.decode(rows, 'void *'), frames * CEPSTRA * 4)),
      row: (frame: number) => koffi.address(rows) + BigInt(frame * 8)
    }
  }
  let made: ReturnType<typeof make> | undefined
  return () => {
    made ??= make()
    return made
  }
}
