/** The files of an attention model in the common ONNX export, and what its configuration says. @module */
import { access, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { InvalidModelFile } from '../invalid-model-file.ts'

/**
 * How weights are stored, as exports name it in `encoder_model_<variant>.onnx`; `''` for float32. Those of 8 bits are
 * faster and hardly worse.
 */
export const VARIANTS = ['quantized', 'int8', 'uint8', ''] as const
export type Variant = (typeof VARIANTS)[number]

export type AttentionFiles = Readonly<{
  encoder: string
  decoder: string
  tokenizer: string
  variant: Variant
}>

const FOLDERS = ['onnx', '.']

/**
 * Finds `encoder_model*.onnx` with its `decoder_model_merged*.onnx`, in the folder or in its `onnx/`, and
 * `tokenizer.json`.
 * @param variant which, where the folder has several; default the first of `VARIANTS`
 * @returns `undefined` when the folder holds no attention model
 * @throws InvalidModelFile when one of the files is missing
 */
export async function findAttentionFiles(
  folder: string,
  variant?: Variant
): Promise<AttentionFiles | undefined> {
  for (const wanted of variant === undefined ? VARIANTS : [variant]) {
    const suffix = wanted === '' ? '' : `_${wanted}`
    for (const inner of FOLDERS) {
      const encoder = join(folder, inner, `encoder_model${suffix}.onnx`)
      if (!(await exists(encoder))) continue
      const decoder = join(folder, inner, `decoder_model_merged${suffix}.onnx`)
      const tokenizer = join(folder, 'tokenizer.json')
      for (const needed of [decoder, tokenizer])
        if (!(await exists(needed)))
          throw new InvalidModelFile(basename(needed), `the file beside ${basename(encoder)}`, 'none')
      return { encoder, decoder, tokenizer, variant: wanted }
    }
  }
  return undefined
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  )

const tokens = z.array(z.int().min(0)).max(100_000)
const heads = z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(1_024)

/** What is needed of `generation_config.json`, or of `config.json` where there is none. */
const configuration = z.object({
  model_type: z.string().nullish(),
  is_multilingual: z.boolean().nullish(),
  decoder_start_token_id: z.int().min(0).nullish(),
  eos_token_id: z.int().min(0).nullish(),
  /** Bins of Whisper's features: 80, or 128 from `large-v3` on. */
  num_mel_bins: z.union([z.literal(80), z.literal(128)]).nullish(),
  suppress_tokens: tokens.nullish(),
  begin_suppress_tokens: tokens.nullish(),
  /** [layer, head]: where cross-attention follows the speech in time. */
  alignment_heads: heads.nullish()
})
export type AttentionConfiguration = Readonly<z.infer<typeof configuration>>

const MAX_CONFIGURATION_BYTES = 4 << 20

/** Fields of `generation_config.json` over those of `config.json`. @throws InvalidModelFile */
export async function readConfiguration(folder: string): Promise<AttentionConfiguration> {
  const read: AttentionConfiguration[] = []
  for (const file of ['config.json', 'generation_config.json']) {
    const path = join(folder, file)
    if (!(await exists(path))) continue
    const { size } = await stat(path)
    if (size > MAX_CONFIGURATION_BYTES)
      throw new InvalidModelFile(file, `at most ${MAX_CONFIGURATION_BYTES} bytes`, `${size} bytes`)
    read.push(parseConfiguration(await readFile(path, 'utf8'), file))
  }
  return Object.assign({}, ...read.map(withoutNulls))
}

function parseConfiguration(text: string, file: string): AttentionConfiguration {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new InvalidModelFile(file, 'JSON', cause instanceof Error ? cause.message : String(cause))
  }
  const parsed = configuration.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new InvalidModelFile(
    file,
    'a configuration of an attention model',
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
  )
}

const withoutNulls = (read: AttentionConfiguration): object =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null && value !== undefined))
