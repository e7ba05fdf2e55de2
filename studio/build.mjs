/**
 * Builds the Studio into dist/studio and compresses each file once, so that the service only sends them.
 * Every file but index.html is named by the hash of its content.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const outDir = fileURLToPath(new URL('../dist/studio', import.meta.url))

await build({
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // A data URI would need a weaker content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000
  }
})

for (const name of readdirSync(`${outDir}/assets`)) {
  const file = `${outDir}/assets/${name}`
  const content = readFileSync(file)
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }))
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
}
