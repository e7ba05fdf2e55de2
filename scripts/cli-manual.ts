/** Writes docs/cli.md: `npx tsx scripts/cli-manual.ts`. @module */
import { writeFile } from 'node:fs/promises'
import { manual } from '../src/cli/help/manual.ts'

await writeFile(new URL('../docs/cli.md', import.meta.url), manual())
