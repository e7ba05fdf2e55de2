/** A backup cannot be made or restored as asked; the message says why, and names what would help. @module */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** What a backup holds beside the database. */
export const FOLDERS = ['files', 'base-models'] as const
export const MANIFEST = 'backup.json'

/** What a backup says of itself, as its last entry: an archive that was cut off has none. */
export type BackupManifest = Readonly<{
  format: 1
  createdDateTime: string
  /** By path below the data folder. */
  files: Readonly<Record<string, Readonly<{ size: number; sha256: string }>>>
}>
