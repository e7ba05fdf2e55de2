/** What may import what in the Studio: dependency-cruiser cannot read its .tsx files. */
import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Module, parseFile } from '@swc/core'
import { beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../studio/src', import.meta.url))
const SCORER = '../../src/speech/scoring/index.ts'
const API_TYPES = '../../src/openapi/api-types.ts'

/** The shared folders and what they may import. Areas may import all of them; `app` puts the areas together. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  files: [],
  api: ['files'],
  components: ['api', 'files']
}
const APP = 'app'

/** Paths relative to studio/src, from importing to imported file; style sheets and packages are left out. */
let imports: readonly (readonly [string, string])[]

beforeAll(async () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name)
  )
  const found = await Promise.all(
    files.map(async (file) => {
      const module = await parseFile(join(root, file), { syntax: 'typescript', tsx: file.endsWith('.tsx') })
      return specifiersOf(module)
        .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('.css'))
        .map((specifier) => [file, relative(root, resolve(root, file, '..', specifier))] as const)
    })
  )
  imports = found.flat()
})

/** Of static and dynamic imports and of re-exports. */
function specifiersOf(module: Module): readonly string[] {
  const specifiers: string[] = []
  JSON.stringify(module, (_key, node: unknown) => {
    if (typeof node !== 'object' || node === null) return node
    if ('source' in node) specifiers.push(literalOf(node.source))
    if ('callee' in node && typeOf(node.callee) === 'Import' && 'arguments' in node) {
      const [argument] = node.arguments as readonly { expression: unknown }[]
      specifiers.push(literalOf(argument?.expression))
    }
    return node
  })
  return specifiers
}

const typeOf = (node: unknown): unknown => (node as { type?: unknown } | null)?.type
const literalOf = (node: unknown): string => String((node as { value?: unknown } | null)?.value ?? '')

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '')

test('the imports are found, also those that load a page when it is opened', () => {
  expect(imports).toContainEqual(['main.tsx', 'app/studio.tsx'])
  expect(imports).toContainEqual(['app/routes.tsx', 'tests/test-page.tsx'])
  expect(imports.some(([, to]) => to === SCORER)).toBe(true)
})

test('of the service, only the scorer and the generated types of the REST API are shared', () => {
  const outside = imports.filter(([, to]) => to.startsWith('..') && to !== SCORER && to !== API_TYPES)
  expect(outside).toEqual([])
})

test('an area imports itself and what is shared, but no other area and no page', () => {
  const wrong = imports.filter(([from, to]) => {
    const [own, other] = [folderOf(from), folderOf(to)]
    if (to.startsWith('..') || other === '' || own === other || own === '' || own === APP) return false
    return !(SHARED[own] ?? Object.keys(SHARED)).includes(other)
  })
  expect(wrong).toEqual([])
  const pages = imports.filter(([from, to]) => to.endsWith('-page.tsx') && folderOf(from) !== APP)
  expect(pages).toEqual([])
})

test('no file imports itself through others', () => {
  const targets = new Map<string, string[]>()
  for (const [from, to] of imports) targets.set(from, [...(targets.get(from) ?? []), to])
  const done = new Set<string>()
  const cycleFrom = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const next of targets.get(file) ?? []) {
      const cycle = cycleFrom(next, [...path, file])
      if (cycle) return cycle
    }
    done.add(file)
    return undefined
  }
  for (const file of targets.keys()) expect(cycleFrom(file, [])).toBeUndefined()
})
