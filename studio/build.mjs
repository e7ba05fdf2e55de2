/**
 * Builds the Studio into dist/studio and compresses each file once, so that the service only sends them.
 * Every file but index.html is named by the hash of its content. What was built from the same sources is left as it
 * is; the build is made beside it and put into place whole, so that builds side by side and a running service never
 * meet half of one.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('.', import.meta.url))
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const built = join(dist, 'studio')
const STAMP = '.built-from'

/** Sources, and the versions of what they are built with. */
function sources() {
  const hash = createHash('sha256').update(readFileSync(join(root, '../package-lock.json')))
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  )
  for (const path of entries.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
    hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function stampOfBuilt() {
  try {
    return readFileSync(join(built, STAMP), 'utf8')
  } catch {
    return undefined
  }
}

async function buildInto(folder) {
  // Loaded only when there is something to build: they take longer to load than a look at the stamp.
  const [{ default: react }, { build }] = await Promise.all([import('@vitejs/plugin-react'), import('vite')])
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      // A data URI would need a weaker content security policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1000
    }
  })
  for (const name of readdirSync(join(folder, 'assets'))) {
    const file = join(folder, 'assets', name)
    const content = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
  }
}

function moveIfThere(from, to) {
  try {
    renameSync(from, to)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

/** Another build may put its own there at any moment; both are from the same sources. */
function putIntoPlace(folder, old) {
  for (;;) {
    moveIfThere(built, old)
    try {
      return renameSync(folder, built)
    } catch (error) {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      rmSync(old, { recursive: true, force: true })
    }
  }
}

const stamp = sources()
if (stamp !== stampOfBuilt()) {
  const own = join(dist, `.studio-${process.pid}`)
  const old = `${own}-old`
  mkdirSync(own, { recursive: true })
  try {
    await buildInto(own)
    writeFileSync(join(own, STAMP), stamp)
    putIntoPlace(own, old)
  } finally {
    rmSync(old, { recursive: true, force: true })
    rmSync(own, { recursive: true, force: true })
  }
}
