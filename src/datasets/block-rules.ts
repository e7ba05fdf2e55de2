/** Names of blocks and the list that commits them, checked before anything is stored. @module */
import { checkValue, Problem } from '../platform/index.ts'
import { datasetSchemas } from './dataset-schema.ts'
import type { Block } from './dataset-store.ts'

/** Bytes of one block. */
export const MAX_BLOCK_BYTES = 8 * 2 ** 20
/** Bytes of a block id before Base64. */
const MAX_BLOCK_ID_LENGTH = 64
/** As many as blob storage takes for one file. */
const MAX_BLOCKS = 50_000

/**
 * The id in its canonical Base64, so that `YQ` and `YQ==` are one block.
 * @param others ids that the dataset has already: all must be of one length.
 */
export function checkBlockId(blockId: unknown, others: readonly string[]): string {
  const accepted = `expected the Base64 form of 1 to ${MAX_BLOCK_ID_LENGTH} bytes, URL-encoded, in the query parameter blockid`
  if (typeof blockId !== 'string' || blockId === '')
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block ID is missing; ${accepted}.`,
      'blockid'
    )
  // A plus sign that was not URL-encoded arrives as a blank.
  const text = blockId.replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.replaceAll('=', '').length % 4 === 1)
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block ID is not Base64; ${accepted}.`,
      'blockid'
    )
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > MAX_BLOCK_ID_LENGTH)
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block ID is ${bytes.length} bytes long; ${accepted}.`,
      'blockid'
    )
  const other = others[0]
  if (other !== undefined && Buffer.from(other, 'base64').length !== bytes.length)
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block ID is ${bytes.length} bytes long, earlier ones of this dataset ${Buffer.from(other, 'base64').length}; ` +
        'all IDs of a dataset must have the same length.',
      'blockid'
    )
  return bytes.toString('base64')
}

const COMMIT_LIST = {
  type: 'array',
  minItems: 1,
  maxItems: MAX_BLOCKS,
  items: { ...datasetSchemas.CommitBlocksEntry, required: ['kind', 'id'] }
} as const

/** The ids to put together, in order; each must have been uploaded and be in the list once. */
export function checkCommitList(body: unknown, blocks: readonly Block[]): string[] {
  const entries = checkValue(withoutNulls(body), COMMIT_LIST, datasetSchemas, '', {
    accepted: `a list of 1 to ${MAX_BLOCKS} entries such as {"kind": "Latest", "id": "MDAwMQ=="}, in the order of the file`
  })
  const known = new Map(blocks.map((block) => [block.id, block]))
  const ids = new Set<string>()
  for (const [index, { kind, id }] of entries.entries()) {
    const reject = (message: string, field: string): Problem =>
      new Problem('InvalidRequest', 'InvalidPayload', message, `[${index}].${field}`)
    const name = Buffer.from(id, 'base64').toString('base64')
    if (!known.has(name))
      throw reject(`Entry ${index} names the block ${JSON.stringify(id)}, which was not uploaded.`, 'id')
    // Committed blocks end the upload, so that whatever can still be committed is uncommitted.
    if (kind === 'Committed')
      throw reject(
        `Entry ${index} asks for a committed block, but no block is committed yet. Use Uncommitted or Latest.`,
        'kind'
      )
    if (ids.has(name))
      throw reject(`Entry ${index} names the block ${JSON.stringify(id)} a second time.`, 'id')
    ids.add(name)
  }
  return [...ids]
}

/** An entry of null is one that has nothing, so that the error names the field that it needs. */
const withoutNulls = (body: unknown): unknown =>
  Array.isArray(body) ? body.map((entry: unknown) => entry ?? {}) : body
