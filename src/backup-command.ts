/** `vernacular backup` and `restore`, on the machine of the service. @module */
import { BackupError, makeBackup, readSettings, restoreBackup, SettingsInvalid } from './platform/index.ts'

async function run([what, file = '']: readonly string[]): Promise<void> {
  const { dataDir } = readSettings(process.env)
  if (what === 'restore') {
    const { files } = await restoreBackup(file, dataDir)
    console.error(`Restored ${files} files to ${dataDir} and verified their checksums.`)
  } else {
    const { files, bytes } = await makeBackup(dataDir, file)
    console.error(`Wrote ${files} files of ${(bytes / 1e6).toFixed(1)} MB to ${file}.`)
  }
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  const expected = [BackupError, SettingsInvalid].some((kind) => error instanceof kind)
  const { code, message } = error as NodeJS.ErrnoException
  // What the file system refuses (no room, no right) is for the caller to mend; anything else is ours.
  console.error(expected || code !== undefined ? message : error)
  process.exitCode = 1
}
