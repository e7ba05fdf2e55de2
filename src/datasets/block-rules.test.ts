import { describe, expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { checkBlockId, checkCommitList } from './block-rules.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const rejected = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return `${error.inner} ${error.target}`
    throw error
  }
  return 'accepted'
}

describe('a block id', () => {
  test('is Base64 of up to 64 bytes, and the same id in whatever spelling', () => {
    expect(checkBlockId('YmxvY2sx', [])).toBe(base64('block1'))
    expect(checkBlockId('YQ', [])).toBe('YQ==')
    expect(checkBlockId(' + /', [])).toBe('+++/')
    expect(checkBlockId(base64('x'.repeat(64)), [])).toBe(base64('x'.repeat(64)))
  })

  test.each([
    ['none', undefined],
    ['an empty one', ''],
    ['one that is not Base64', 'block-1!'],
    ['one of no whole byte', 'A'],
    ['more than 64 bytes', base64('x'.repeat(65))],
    ['two in one query', ['YQ==', 'Yg==']]
  ])('%s is refused', (_name, id) => {
    expect(rejected(() => checkBlockId(id, []))).toBe('InvalidParameterValue blockid')
  })

  test('has the length of the others of its dataset', () => {
    expect(rejected(() => checkBlockId(base64('b0010'), [base64('b1')]))).toBe(
      'InvalidParameterValue blockid'
    )
    expect(checkBlockId(base64('b2'), [base64('b1')])).toBe(base64('b2'))
  })
})

describe('a commit', () => {
  const blocks = ['b1', 'b2', 'b3'].map((name) => ({ id: base64(name), size: 1, fileKey: name }))

  test('names uploaded blocks in the order of the file; blocks left out are left out', () => {
    const list = [
      { kind: 'Latest', id: base64('b3') },
      { kind: 'Uncommitted', id: base64('b1') }
    ]
    expect(checkCommitList(list, blocks)).toEqual([base64('b3'), base64('b1')])
  })

  test.each([
    ['no array', { kind: 'Latest', id: base64('b1') }, 'undefined'],
    ['an empty array', [], 'undefined'],
    ['an unknown block', [{ kind: 'Latest', id: base64('b9') }], '[0].id'],
    ['no id', [{ kind: 'Latest' }], '[0].id'],
    ['nothing', [null], '[0].kind'],
    ['an unknown kind', [{ kind: 'Newest', id: base64('b1') }], '[0].kind'],
    ['a committed block where none is committed', [{ kind: 'Committed', id: base64('b1') }], '[0].kind'],
    ['a block twice', ['b1', 'b1'].map((name) => ({ kind: 'Latest', id: base64(name) })), '[1].id']
  ])('of %s is refused', (_name, list, target) => {
    expect(rejected(() => checkCommitList(list, blocks))).toBe(`InvalidPayload ${target}`)
  })
})
