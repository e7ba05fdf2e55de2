/** What a resource tells of its files, so that they can be compared with its table. @module */

export type NamedEntity = Readonly<{ id: string; displayName: string }>

/** The files cannot become an entity again; the message says what they lack. */
export class CannotRecover extends Error {
  override readonly name = 'CannotRecover'
}

/** Entities of one kind that have a folder of files each. */
export type StoredCollection = Readonly<{
  /** For people and in reports: `model`. Each collection has its own. */
  kind: string
  /** The key prefix of one entity's files. */
  prefixOf(id: string): string
  /** Ids of all that have a folder, whoever owns it. */
  onDisk(): Promise<readonly string[]>
  /** Ids of all that the database knows. */
  ids(): Promise<ReadonlySet<string>>
  /** Entities that cannot do without their folder; absent for a kind that can. */
  needFiles?(): Promise<readonly NamedEntity[]>
  /** Of an entity that the database does not know, as its files have it. */
  nameOf?(id: string): Promise<string | undefined>
  /**
   * Deletions that were acknowledged: `prefix` holds an empty file, named by the id, for each of those whose files
   * are not yet gone; `finish` removes the files.
   */
  deletions?: Readonly<{ prefix: string; finish(id: string): Promise<void> }>
  /** Makes the entity anew from its files, under its id. @throws CannotRecover */
  recover?(id: string): Promise<NamedEntity>
}>
