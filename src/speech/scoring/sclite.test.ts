/** NIST sclite (Debian's sctk) is the referee: the same counts and the same alignment, pair by pair. @module */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { align } from './align.ts'
import { alignAlternatives, type WordOrAlternatives } from './align-alternatives.ts'
import { correctWords, type WordScore } from './word-score.ts'

type Pair = Readonly<{ reference: readonly string[]; hypothesis: readonly string[] }>

/** A fixed sequence, so that a disagreement can be seen again. */
function drawer(seed: number): (below: number) => number {
  let state = BigInt(seed)
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn
    return Number(state >> 33n) % below
  }
}

const draw = drawer(20_040_517)
const words = (most: number, vocabulary: number): string[] =>
  Array.from({ length: draw(most + 1) }, () =>
    'abcdefghijklmnopqrst'.charAt(draw(vocabulary)).repeat(1 + draw(2))
  )

/** What a recognizer makes of a sentence: some words dropped, doubled, exchanged. */
const misheard = (reference: readonly string[], vocabulary: number): string[] =>
  reference.flatMap((word) => {
    const fate = draw(10)
    if (fate === 0) return []
    if (fate === 1) return [word, word]
    if (fate === 2) return words(2, vocabulary)
    return [word]
  })

function pairs(): Pair[] {
  const made: Pair[] = [
    { reference: [], hypothesis: [] },
    { reference: [], hypothesis: ['a', 'b'] },
    { reference: ['a', 'b', 'a'], hypothesis: [] }
  ]
  // Two to four words make nearly every cell of the table a tie; twenty look more like speech.
  for (const vocabulary of [1, 2, 3, 4, 8, 20]) {
    for (let i = 0; i < 240; i++) {
      made.push({ reference: words(9, vocabulary), hypothesis: words(9, vocabulary) })
      const reference = words(25, vocabulary)
      made.push({ reference, hypothesis: misheard(reference, vocabulary) })
    }
  }
  // Long enough (over four million cells) to be traced in several blocks.
  const long = Array.from({ length: 2300 }, () => 'abcdefgh'.charAt(draw(8)))
  made.push({ reference: long, hypothesis: misheard(long, 8) })
  return made
}

const MARKS = { equal: 'C', substitute: 'S', delete: 'D', insert: 'I' } as const

const ours = (score: WordScore): string =>
  [correctWords(score), score.substitutions, score.deletions, score.insertions].join(' ')

describe('counts equal those of NIST sclite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sclite-'))
  const made = pairs()
  let referee: { counts: string; columns: string }[] = []

  beforeAll(() => {
    const side = (name: keyof Pair): string =>
      made.map((pair, i) => `${pair[name].join(' ')} (s-u${String(i).padStart(5, '0')})\n`).join('')
    writeFileSync(join(folder, 'ref.trn'), side('reference'))
    writeFileSync(join(folder, 'hyp.trn'), side('hypothesis'))
    const report = execFileSync(
      'sctk',
      [
        'sclite',
        '-r',
        'ref.trn',
        'trn',
        '-h',
        'hyp.trn',
        'trn',
        '-i',
        'rm',
        '-o',
        'pralign',
        'sgml',
        'stdout'
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 }
    )
    // `<PATH id="(s-u00001)" … >` then `S,"ref","hyp":D,"ref",:…`, in the order of the ids.
    const columns = [...report.matchAll(/<PATH id="\(s-u\d+\)"[^>]*>\n(.*)\n?<\/PATH>/g)].map(
      ([, path]) =>
        path
          ?.match(/(?:^|:)[CSDI](?=,)/g)
          ?.map((mark) => mark.at(-1))
          .join('') ?? ''
    )
    const counts = [...report.matchAll(/^Scores: \(#C #S #D #I\) (.*)$/gm)].map(
      ([, line]) => line?.trim() ?? ''
    )
    referee = counts.map((line, i) => ({ counts: line, columns: columns[i] ?? '' }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('over more than 2,000 pairs, empty sides and ties included', () => {
    expect(made.length).toBeGreaterThan(2000)
    expect(referee).toHaveLength(made.length)
    const disagreements = made.flatMap(({ reference, hypothesis }, i) => {
      const score = align(reference, hypothesis)
      return ours(score) === referee[i]?.counts
        ? []
        : [{ reference, hypothesis, ours: ours(score), sclite: referee[i]?.counts }]
    })
    expect(disagreements).toEqual([])
  })

  test('and column by column, so that the picture is sclite’s too', () => {
    const disagreements = made.flatMap(({ reference, hypothesis }, i) => {
      const columns = align(reference, hypothesis)
        .steps.map((step) => MARKS[step.op])
        .join('')
      return columns === referee[i]?.columns ? [] : [{ i, columns, sclite: referee[i]?.columns }]
    })
    expect(disagreements).toEqual([])
  })
})

describe('alternatives cost what they cost NIST sclite', () => {
  const alternatives = (depth: number): WordOrAlternatives =>
    Array.from({ length: 2 + draw(2) }, () =>
      draw(4) === 0
        ? []
        : words(3, 4).flatMap((word) => (depth > 0 && draw(4) === 0 ? [alternatives(depth - 1)] : [word]))
    )
  const side = (): readonly WordOrAlternatives[] =>
    words(8, 4).flatMap((word): readonly WordOrAlternatives[] => (draw(3) === 0 ? [alternatives(1)] : [word]))
  const written = (some: readonly WordOrAlternatives[]): string =>
    some
      .map((word) =>
        typeof word === 'string'
          ? word
          : `{ ${word.map((alternative) => written(alternative) || '@').join(' / ')} }`
      )
      .join(' ')

  test('in references, and in both sides', () => {
    const made = Array.from({ length: 600 }, (_, index) => ({
      reference: side(),
      hypothesis: index % 2 === 0 ? words(9, 4) : side()
    }))
    const folder = mkdtempSync(join(tmpdir(), 'sclite-'))
    const trn = (key: 'reference' | 'hypothesis'): string =>
      made.map((pair, i) => `${written(pair[key])} (s-u${String(i).padStart(5, '0')})\n`).join('')
    writeFileSync(join(folder, 'ref.trn'), trn('reference'))
    writeFileSync(join(folder, 'hyp.trn'), trn('hypothesis'))
    const options = [
      'sclite',
      '-r',
      'ref.trn',
      'trn',
      '-h',
      'hyp.trn',
      'trn',
      '-i',
      'rm',
      '-o',
      'pralign',
      'stdout'
    ]
    const report = execFileSync('sctk', options, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 })
    rmSync(folder, { recursive: true, force: true })
    const counts = [...report.matchAll(/^Scores: \(#C #S #D #I\) (.*)$/gm)].map(
      ([, line]) => line?.trim() ?? ''
    )
    expect(counts).toHaveLength(made.length)
    // Of ways that cost the same sclite may take another: what they cost is the same.
    const price = (line: string): number => {
      const [, substituted = 0, deleted = 0, inserted = 0] = line.split(' ').map(Number)
      return 4 * substituted + 3 * (deleted + inserted)
    }
    const disagreements = made.flatMap(({ reference, hypothesis }, i) => {
      const own = ours(alignAlternatives(reference, hypothesis))
      const same = price(own) === price(counts[i] ?? '')
      return same ? [] : [{ ref: written(reference), hyp: written(hypothesis), own, sclite: counts[i] }]
    })
    expect(disagreements).toEqual([])
  })
})
