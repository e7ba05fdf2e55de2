import { ModelUnusable } from '../errors.ts'

/**
 * A file of a neural model that cannot be used. The message says which file, what was expected there and what was
 * found; the file is called by its name, so that the message can be shown to whoever installs the model.
 */
export class InvalidModelFile extends ModelUnusable {
  constructor(
    /** Its name without folders. */
    readonly file: string,
    readonly expected: string,
    readonly found: string
  ) {
    super(`${file}: expected ${expected}, found ${found}`)
  }
}
