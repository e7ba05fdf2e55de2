/**
 * Every parser of what others send takes time that grows linearly with it, whatever it holds. Counted in steps, so that
 * neither the machine nor its load has a say (`steps.ts`).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StepCounter } from './steps.ts'

const counter = new StepCounter()
type Parser = (input: string) => unknown
const parsers = new Map<string, Parser>()

beforeAll(async () => {
  await counter.start()
  for (const [name, load] of Object.entries(LOADERS)) parsers.set(name, await load())
})
afterAll(() => counter.stop())

const bytes = async function* (text: string): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(text)
  for (let at = 0; at < all.length; at += 2048) yield all.subarray(at, at + 2048)
}

/** How each parser is called; loaded after counting began. */
const LOADERS: Readonly<Record<string, () => Promise<Parser>>> = {
  'JSON of a body': async () => (await import('../../src/platform/http/lenient-json.ts')).parseLenientJson,
  'a path with slashes at its end': async () =>
    (await import('../../src/platform/http/final-slashes.ts')).withoutFinalSlashes,
  'the path of a version': async () =>
    (await import('../../src/platform/http/versions/version.ts')).routedPath,
  'a version in an address': async () => {
    const { checkVersion } = await import('../../src/platform/http/versions/version.ts')
    return (text) => checkVersion(`/speechtotext/${text}`)
  },
  'a length of time': async () => (await import('../../src/platform/http/iso-duration.ts')).millisecondsOf,
  'a filter': async () => {
    const { parseFilter } = await import('../../src/resources/filter/parse-filter.ts')
    return (text) => parseFilter(text, { status: 'name', displayName: 'text', createdDateTime: 'time' })
  },
  'a reference to an entity': async () => {
    const { referencedId } = await import('../../src/resources/links.ts')
    return (self) => referencedId({ self }, 'models')
  },
  'the id of a block': async () => {
    const { checkBlockId } = await import('../../src/datasets/block-rules.ts')
    return (text) => checkBlockId(text, [])
  },
  'lines of a text file': async () => {
    const { textLines } = await import('../../src/datasets/text-lines.ts')
    return async (text) => {
      // The first 4096 bytes tell the encoding: much more than that is read.
      for await (const _line of textLines(bytes(text.repeat(8)), { english: true }));
    }
  },
  'a line of plain text': async () => {
    const { plainTextLine } = await import('../../src/datasets/plain-text.ts')
    return (text) => plainTextLine(text, 'Default', { version: '0', apply: (words) => words })
  },
  'a line of a transcript': async () => {
    const { transcriptLine } = await import('../../src/datasets/transcript-line.ts')
    return (text) => transcriptLine(text, 'Default', { version: '0', apply: (words) => words })
  },
  'a line of pronunciations': async () =>
    (await import('../../src/datasets/pronunciation-line.ts')).pronunciationLine,
  'names of recordings': async () => {
    const { AudioNames } = await import('../../src/datasets/audio-names.ts')
    return (text) => new AudioNames({ audio: [], inFolders: text.split('\n') }).mention(text)
  },
  'structured text': async () => {
    const { StructuredTextParser } = await import('../../src/speech/structured-text/index.ts')
    return (text) => {
      const parser = new StructuredTextParser()
      for (const line of text.split('\n')) parser.line(line)
    }
  },
  'references in a sentence': async () =>
    (await import('../../src/speech/structured-text/index.ts')).parseReferences,
  'display formatting rules': async () => {
    const { parseFormattingRules } = await import('../../src/speech/display/formatting-rules.ts')
    return (text) => parseFormattingRules(text.split('\n'))
  },
  'an ARPA file': async () => {
    const { readArpa } = await import('../../src/speech/language-model/arpa-reader.ts')
    return (text) => readArpa(text.split('\n'))
  },
  'a lexicon': async () => {
    const { readLexicon } = await import('../../src/speech/pronunciation/lexicon.ts')
    return (text) => readLexicon(text.split('\n'))
  },
  'the head of a WAV file': async () => {
    const { ByteReader } = await import('../../src/speech/audio/byte-reader.ts')
    const { readWavHead } = await import('../../src/speech/audio/wav-header.ts')
    return (text) => readWavHead(new ByteReader(bytes(text)))
  },
  'a text frame': async () => (await import('../../src/recognition/live/frames.ts')).readTextFrame,
  'a binary frame': async () => {
    const { readBinaryFrame } = await import('../../src/recognition/live/frames.ts')
    return (text) => {
      const head = Buffer.alloc(2)
      head.writeUInt16BE(text.length)
      return readBinaryFrame(Buffer.concat([head, Buffer.from(text, 'latin1')]))
    }
  },
  'the context of a live turn': async () =>
    (await import('../../src/recognition/live/live-options.ts')).readContext
}

const REPEATED = [
  ...' \t/\\"\'()[]{}<>@#=:;,.-_?&*+|aZ0é\0\u200b\r\n'.split(''),
  ...['\\"', '""', "''", '[{"a":', '],', ',]', ' , ', ',\n', '\n\n', '\r\n', '\r\n\r\n', '{@', '{a}', '{@a}'],
  ...['@list a\n', 'a = b\n', '#itn\n', '//', ' //', '(a)*', 'a\tb\n', 'a\tb\t', 'a: b\r\n', '\\1-grams:\n'],
  ...[
    '-1 a\n',
    '-1 a -1\n',
    'not ',
    'not (',
    "a eq 'b' and ",
    "status eq 'x' or ",
    'x/models/',
    'P1D',
    '1.',
    'T1'
  ],
  ...['a  ', 'word ', 'A.B', 'RIFF', 'LIST\x02\0\0\0ab', 'fmt \0\0\0\0', '/speechtotext/v3.2']
] as const
const BEFORE = [
  ...[
    '',
    '"',
    '[',
    "status eq '",
    '/',
    '@ list ',
    '#itn\n',
    '#rewrite\n',
    '\\data\\\n\\1-grams:\n',
    'P',
    'a\t'
  ],
  ...['Path: a\r\n\r\n', 'RIFF\0\0\0\0WAVE', '@list a\n']
] as const
const AFTER = ['', '!', '"'] as const

const LENGTH = 250
/** What does not depend on the length: a first use of something, a message made, a table filled. */
const CONSTANT = 200

type Shape = readonly [before: string, unit: string, after: string]
const shapes: readonly Shape[] = BEFORE.flatMap((before) =>
  REPEATED.flatMap((unit) => AFTER.map((after): Shape => [before, unit, after]))
)
const written = ([before, unit, after]: Shape, length: number): string =>
  `${before}${unit.repeat(Math.ceil(length / unit.length))}${after}`

/** Steps of all the shapes at a length. */
const stepsAt = (parse: Parser, some: readonly Shape[], length: number): Promise<number> =>
  counter.count(...some.map((shape) => () => parse(written(shape, length))))

/** Whether eight times the input takes more than eight times the steps; a parser that is bounded may take less. */
async function growsFaster(parse: Parser, some: readonly Shape[]): Promise<boolean> {
  const few = await stepsAt(parse, some, LENGTH)
  return (await stepsAt(parse, some, 8 * LENGTH)) > 8 * few + CONSTANT * some.length
}

/** Those shapes alone whose time grows faster; looked for one by one only where all of them together do. */
async function superlinear(parse: Parser): Promise<readonly Shape[]> {
  const worse: Shape[] = []
  for (const before of BEFORE) {
    const some = shapes.filter(([first]) => first === before)
    if (!(await growsFaster(parse, some))) continue
    for (const shape of some) if (await growsFaster(parse, [shape])) worse.push(shape)
  }
  return worse
}

describe('time grows linearly', () => {
  test.each(Object.keys(LOADERS))('for %s', async (name) => {
    expect(await superlinear(parsers.get(name) as Parser)).toEqual([])
  })

  test('and a single shape that takes quadratic time is found out, in our code and in built-in functions', async () => {
    const { withoutFinalSlashes } = await import('../../src/platform/http/final-slashes.ts')
    const only: Shape = ['[', '],', '!']
    const isOnly = (text: string): boolean => text.startsWith('[],],') && text.endsWith('!')
    const inCode: Parser = (text) => {
      for (let at = 0; isOnly(text) && at < text.length; at += 1) withoutFinalSlashes('/'.repeat(at))
    }
    const inBuiltIn: Parser = (text) => {
      for (let at = 0; isOnly(text) && at < text.length; at += 1) text.indexOf('x', at)
    }
    expect(await superlinear(inCode)).toEqual([only])
    expect(await superlinear(inBuiltIn)).toEqual([only])
  })
})
