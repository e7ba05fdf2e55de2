/** Verbalizes URLs and email addresses. @module */

import type { NormalizationStep } from './step.ts'
import { trimEndOf } from './trim-end.ts'

const TOP_LEVEL_DOMAINS = 'com|org|net|edu|gov|info|io|ai|app|dev|tv|eu|uk|us|ca|au|nz|in|de|fr|ie|co'

// Each pattern starts only at the start of a run of its characters, which keeps matching linear.
const withScheme = /(?<![a-z])(?:https?|ftp):\/\/([^\s<>"?#]*)[^\s<>"]*/gi
const email = /(?<![\w.+-])([\w.+-]{1,64})@((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?![\w-])/gi
const bareHost = new RegExp(
  String.raw`(?<![\w.@-])((?:[a-z0-9-]{1,63}\.){1,8}(?:${TOP_LEVEL_DOMAINS}))(?![\w-]|\.\w)((?:\/[\w.~%-]*)*)`,
  'gi'
)

const verbalizeHost = (host: string): string =>
  host
    .replace(/^www\./i, 'w w w.')
    .replaceAll('.', ' dot ')
    .replaceAll('-', ' dash ')

const verbalizePath = (path: string): string =>
  verbalizeHost(path).replaceAll('/', ' slash ').replaceAll('_', ' underscore ')

/** "https://help.com/faq" -> "help dot com slash faq"; "support@help.com" -> "support at help dot com". */
export const verbalizeLinks: NormalizationStep = {
  name: 'read-links',
  apply: (text) => {
    if (!text.includes('.')) return text
    return text
      .replace(withScheme, (_, address: string) => ` ${verbalizePath(trimEndOf(address, /[/.,;:!)]/))} `)
      .replace(
        email,
        (_, person: string, host: string) =>
          ` ${verbalizePath(person).replaceAll('+', ' plus ')} at ${verbalizeHost(host)} `
      )
      .replace(bareHost, (found, host: string, path: string) =>
        // Unlike "U.S. in", a host name has a label of two or more characters before its top-level domain.
        /[a-z0-9-]{2,}\.[a-z.]+$/i.test(host)
          ? ` ${verbalizeHost(host)}${verbalizePath(trimEndOf(path, /[/.]/))} `
          : found
      )
  }
}
