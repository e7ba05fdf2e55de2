/** Names of blocks and the list that commits them, checked before anything is stored. @module */
import { Problem } from '../platform/index.ts'
import type { Block } from './dataset-store.ts'

/** Bytes of one block. */
export const MAX_BLOCK_BYTES = 8 * 2 ** 20
/** Bytes of a block id before Base64. */
const MAX_BLOCK_ID_LENGTH = 64
/** As many as blob storage takes for one file. */
const MAX_BLOCKS = 50_000

export const blockKinds = ['Committed', 'Uncommitted', 'Latest'] as const

/**
 * The id in its canonical Base64, so that `YQ` and `YQ==` are one block.
 * @param others ids that the dataset has already: all must be of one length.
 */
export function checkBlockId(blockId: unknown, others: readonly string[]): string {
  const accepted = `accepted is the Base64 form of 1 to ${MAX_BLOCK_ID_LENGTH} bytes, URL-encoded, in the query parameter blockid`
  if (typeof blockId !== 'string' || blockId === '')
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `No block id was given; ${accepted}.`,
      'blockid'
    )
  // A plus sign that was not URL-encoded arrives as a blank.
  const text = blockId.replaceAll(' ', '+')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.replaceAll('=', '').length % 4 === 1)
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block id is not Base64; ${accepted}.`,
      'blockid'
    )
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > MAX_BLOCK_ID_LENGTH)
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block id is ${bytes.length} bytes long; ${accepted}.`,
      'blockid'
    )
  const other = others[0]
  if (other !== undefined && Buffer.from(other, 'base64').length !== bytes.length)
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `The block id is ${bytes.length} bytes long, earlier ones of this dataset ${Buffer.from(other, 'base64').length}; ` +
        'all ids of a dataset must have one length.',
      'blockid'
    )
  return bytes.toString('base64')
}

/** The ids to put together, in order; each must have been uploaded and stand once. */
export function checkCommitList(body: unknown, blocks: readonly Block[]): string[] {
  if (!Array.isArray(body) || body.length === 0 || body.length > MAX_BLOCKS)
    throw new Problem(
      'InvalidRequest',
      'InvalidPayload',
      `The body must be an array of 1 to ${MAX_BLOCKS} entries such as {"kind": "Latest", "id": "MDAwMQ=="}, in the order of the file.`
    )
  const known = new Map(blocks.map((block) => [block.id, block]))
  const ids: string[] = []
  const seen = new Set<string>()
  for (const [index, entry] of (body as readonly unknown[]).entries()) {
    const { kind, id } = (entry ?? {}) as { kind?: unknown; id?: unknown }
    const reject = (message: string, field: string): Problem =>
      new Problem('InvalidRequest', 'InvalidPayload', message, `[${index}].${field}`)
    const blockKind = blockKinds.find((name) => name === kind)
    if (blockKind === undefined)
      throw reject(
        `Entry ${index} has the kind ${JSON.stringify(kind)}; accepted are ${blockKinds.join(', ')}.`,
        'kind'
      )
    const name = typeof id === 'string' ? Buffer.from(id, 'base64').toString('base64') : ''
    if (!known.has(name))
      throw reject(`Entry ${index} names the block ${JSON.stringify(id)}, which was not uploaded.`, 'id')
    // Committed blocks end the upload, so that whatever can still be committed is uncommitted.
    if (blockKind === 'Committed')
      throw reject(
        `Entry ${index} asks for a committed block, but none is committed; accepted are Uncommitted and Latest.`,
        'kind'
      )
    if (seen.has(name))
      throw reject(`Entry ${index} names the block ${JSON.stringify(id)} a second time.`, 'id')
    seen.add(name)
    ids.push(name)
  }
  return ids
}
