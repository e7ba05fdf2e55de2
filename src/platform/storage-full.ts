/** The disk has no room: what was being written is not there, not even in part. @module */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'
}
