/**
 * One phrase in the decoder of an attention model: what it expects after the tokens so far, for several hypotheses at
 * once, each with the keys and values of its tokens (`past_key_values`).
 * @module
 */
import type { InferenceSession, Runtime, Tensor } from '../runtime.ts'
import { attentionName, cacheParts, type DecoderShape } from './decoder-shape.ts'

/** What the encoder made of a phrase: [1 × frames × width]. */
export type EncodedPhrase = Readonly<{ states: Tensor; frames: number; samples: number }>

/** Logarithms of probabilities before normalization, [rows × tokens]. */
export type Logits = Readonly<{ rows: number; values: Float32Array }>

/** The attention of one layer to the encoder's frames: [heads × tokens × frames], each row a distribution. */
export type LayerAttention = Readonly<{ heads: number; tokens: number; frames: number; values: Float32Array }>

export class PhraseDecoder {
  readonly #runtime: Runtime
  readonly #session: InferenceSession
  readonly #shape: DecoderShape
  readonly #phrase: EncodedPhrase
  /** Of the encoder's frames, by input: the same for all hypotheses, repeated for as many as there ever were. */
  #crossCache = new Map<string, Tensor>()
  #selfCache = new Map<string, Tensor>()
  #rows = 1
  #length = 0

  constructor(runtime: Runtime, session: InferenceSession, shape: DecoderShape, phrase: EncodedPhrase) {
    this.#runtime = runtime
    this.#session = session
    this.#shape = shape
    this.#phrase = phrase
  }

  /** Reads the tokens that every hypothesis begins with. Answers a row for each of them. */
  async begin(prompt: readonly number[]): Promise<Logits> {
    this.#crossCache.clear()
    this.#selfCache.clear()
    this.#rows = 1
    this.#length = 0
    const outputs = await this.#run([prompt], false, this.#cacheNames('present'))
    for (const name of this.#cacheNames('past_key_values')) {
      const tensor = outputs[name.replace('past_key_values', 'present')] as Tensor
      if (name.includes('.encoder.')) this.#crossCache.set(name, tensor)
      else this.#selfCache.set(name, tensor)
    }
    return { rows: prompt.length, values: dataOf(outputs.logits) }
  }

  /**
   * Goes on with one more token for each hypothesis. Answers a row for each.
   * @param parents which hypothesis of the step before each continues
   */
  async advance(tokens: readonly number[], parents: readonly number[]): Promise<Logits> {
    this.#select(parents)
    const outputs = await this.#run(
      tokens.map((token) => [token]),
      true,
      [...this.#selfCache.keys()].map((name) => name.replace('past_key_values', 'present'))
    )
    for (const name of this.#selfCache.keys())
      this.#selfCache.set(name, outputs[name.replace('past_key_values', 'present')] as Tensor)
    return { rows: tokens.length, values: dataOf(outputs.logits) }
  }

  /** Reads a whole hypothesis at once: the attention of each layer while it said each token. */
  async attend(tokens: readonly number[]): Promise<readonly LayerAttention[]> {
    const names = Array.from({ length: this.#shape.layers }, (_, layer) => attentionName(layer))
    this.#selfCache.clear()
    this.#crossCache.clear()
    this.#rows = 1
    this.#length = 0
    const outputs = await this.#run([tokens], false, names)
    return names.map((name) => {
      const { dims } = outputs[name] as Tensor
      const [, heads = 0, count = 0, frames = 0] = dims
      return { heads, tokens: count, frames, values: dataOf(outputs[name]) }
    })
  }

  #cacheNames(prefix: string): readonly string[] {
    return Array.from({ length: this.#shape.layers }, (_, layer) =>
      cacheParts.map((part) => `${prefix}.${layer}.${part}`)
    ).flat()
  }

  async #run(rows: readonly (readonly number[])[], cached: boolean, wanted: readonly string[]) {
    const { Tensor } = this.#runtime
    const length = rows[0]?.length ?? 0
    const feeds: Record<string, Tensor> = {
      input_ids: new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, length]),
      encoder_hidden_states: this.#phrase.states,
      use_cache_branch: new Tensor('bool', [cached], [1])
    }
    if (this.#shape.takesPositions)
      feeds.cache_position = new Tensor(
        'int64',
        BigInt64Array.from({ length }, (_, index) => BigInt(this.#length + index)),
        [length]
      )
    if (this.#shape.takesMask) feeds.encoder_attention_mask = this.#mask(rows.length)
    for (const name of this.#cacheNames('past_key_values'))
      feeds[name] = this.#selfCache.get(name) ?? this.#crossTensor(name, rows.length)
    const outputs = await this.#session.run(feeds, ['logits', ...wanted])
    this.#length += length
    return outputs
  }

  #mask(rows: number): Tensor {
    const { samples } = this.#phrase
    return new this.#runtime.Tensor('int64', new BigInt64Array(rows * samples).fill(1n), [rows, samples])
  }

  /** Of `rows` hypotheses; without any before the first run. */
  #crossTensor(name: string, rows: number): Tensor {
    const { Tensor } = this.#runtime
    const { heads, headSize } = this.#shape
    const known = this.#crossCache.get(name)
    if (known === undefined) return new Tensor('float32', new Float32Array(0), [1, heads, 0, headSize])
    const [, , frames = 0] = known.dims
    const size = heads * frames * headSize
    const values = dataOf(known)
    if (known.dims[0] === rows) return known
    const dims = [rows, heads, frames, headSize]
    // All rows are equal: fewer are the beginning of more.
    if ((known.dims[0] ?? 0) > rows) return new Tensor('float32', values.subarray(0, rows * size), dims)
    const repeated = new Float32Array(rows * size)
    for (let row = 0; row < rows; row++) repeated.set(values.subarray(0, size), row * size)
    const tensor = new Tensor('float32', repeated, dims)
    this.#crossCache.set(name, tensor)
    return tensor
  }

  #select(parents: readonly number[]): void {
    const isSame = parents.length === this.#rows && parents.every((parent, row) => parent === row)
    this.#rows = parents.length
    if (isSame) return
    for (const [name, tensor] of this.#selfCache) {
      const values = dataOf(tensor)
      const size = values.length / (tensor.dims[0] ?? 1)
      const selected = new Float32Array(parents.length * size)
      for (const [row, parent] of parents.entries())
        selected.set(values.subarray(parent * size, (parent + 1) * size), row * size)
      this.#selfCache.set(
        name,
        new this.#runtime.Tensor('float32', selected, [parents.length, ...tensor.dims.slice(1)])
      )
    }
  }
}

const dataOf = (tensor: Tensor | undefined): Float32Array => tensor?.data as Float32Array
