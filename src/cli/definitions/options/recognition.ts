/** Options: what is heard, and how. @module */
import { AREA, ENTITY, option } from './option.ts'

export const recognition = {
  file: option({
    words: `${AREA} ${ENTITY} file`,
    value: 'FILE',
    group: 'Input',
    says: 'one file: of this machine for recognize, a file of the service (its address) for download'
  }),
  files: option({
    words: `${AREA} files`,
    value: 'PATTERN|@LIST',
    many: true,
    group: 'Input',
    says: 'files by a pattern with * and ?, or as a list'
  }),
  audioUrl: option({
    words: 'url',
    value: 'URL',
    group: 'Input',
    says: 'a recording that the service fetches by an anonymous GET'
  }),
  microphone: option({ words: 'microphone', group: 'Input', says: 'what is spoken now, until Ctrl-C' }),
  device: option({
    words: 'device',
    value: 'NAME',
    group: 'Input',
    says: 'the microphone, as arecord or PulseAudio name it'
  }),
  live: option({
    words: 'live',
    group: 'Options',
    says: 'over the live protocol: text is drawn as it is understood'
  }),
  once: option({
    words: `${AREA} once`,
    group: 'Options',
    says: 'one utterance of at most 60 s, by the short audio request'
  })
} as const
