/** Addresses of pages and people, read as one reads them aloud. @module */
import type { Step } from './step.ts'

const ENDINGS = 'com|org|net|edu|gov|info|io|ai|app|dev|tv|eu|uk|us|ca|au|nz|in|de|fr|ie|co'

// Each pattern may start only where a run of its letters starts, or a long run would be tried from every letter.
const withScheme = /(?<![a-z])(?:https?|ftp):\/\/([^\s<>"?#]*)[^\s<>"]*/gi
const email = /(?<![\w.+-])([\w.+-]{1,64})@((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?![\w-])/gi
const bareHost = new RegExp(
  String.raw`(?<![\w.@-])((?:[a-z0-9-]{1,63}\.){1,8}(?:${ENDINGS}))(?![\w-]|\.\w)((?:\/[\w.~%-]*)*)`,
  'gi'
)

const readHost = (host: string): string =>
  host
    .replace(/^www\./i, 'w w w.')
    .replaceAll('.', ' dot ')
    .replaceAll('-', ' dash ')

const readPath = (path: string): string =>
  readHost(path).replaceAll('/', ' slash ').replaceAll('_', ' underscore ')

/** "https://help.com/faq" -> "help dot com slash faq"; "support@help.com" -> "support at help dot com". */
export const readLinks: Step = {
  name: 'read-links',
  apply: (text) => {
    if (!text.includes('.')) return text
    return text
      .replace(withScheme, (_, address: string) => ` ${readPath(address.replace(/[/.,;:!)]+$/, ''))} `)
      .replace(
        email,
        (_, person: string, host: string) =>
          ` ${readPath(person).replaceAll('+', ' plus ')} at ${readHost(host)} `
      )
      .replace(bareHost, (found, host: string, path: string) =>
        // "U.S. ... in" apart, a host name has a part of two letters or more before its ending.
        /[a-z0-9-]{2,}\.[a-z.]+$/i.test(host)
          ? ` ${readHost(host)}${readPath(path.replace(/[/.]+$/, ''))} `
          : found
      )
  }
}
