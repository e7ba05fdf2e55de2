/** Names that files of a bundle may have. @module */

/** Parts of letters, digits, dots and dashes, none that begins with a dot. */
export const STORED_FILE_NAME =
  /^(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\/){0,3}[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/

export const STORED_FILE_NAME_RULE =
  'a path within the bundle, of letters, digits and . _ - /, no part beginning with a dot'
