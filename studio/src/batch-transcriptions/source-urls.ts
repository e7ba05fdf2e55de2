/** URLs of recordings as they are entered. @module */

/** Separated by white space. */
export const parseUrls = (text: string): readonly string[] => text.split(/\s+/).filter((url) => url !== '')

/** The last part of the path, to name a batch after. @example lastSegment('https://a/calls/?sig=1') === 'calls' */
export const lastSegment = (url: string): string | undefined =>
  url
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .at(-1)
