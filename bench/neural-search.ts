/**
 * The search of the neural engine alone, on synthetic posteriors: time, memory, and what fusion, looking ahead and the beam
 * do to word errors. Letters and 500 pieces, a lexicon of more than 100,000 words, more than 500,000 n-grams.
 *
 *     npx tsx bench/neural-search.ts [sentences]
 *
 * Words are those of the installed dictionary; sentences come from a random grammar, so that a language model can know
 * something. A model of errors turns their letters into frames of 40 ms. Word errors here compare settings with each other;
 * they say nothing of any language or model.
 */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { neuralSearch } from '../src/recognizers/index.ts'
import { interpolate, trainLanguageModel } from '../src/speech/language-model/index.ts'
import { align, errors, sumScores } from '../src/speech/scoring/index.ts'

const { buildNetwork, buildNgram, CtcSearch, Fusion, loadNetwork, loadNgram } = neuralSearch
const { saveNetwork, saveNgram, sortedWords, TokenTable } = neuralSearch

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
const FRAME_SECONDS = 0.04
const COMMON_WORDS = 20_000
const SENTENCES_OF_TEXT = 90_000

let state = 20_261_130
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
/** Small numbers are likelier, about as 1 / (n + 1). */
const zipf = (count: number): number => Math.floor((count + 1) ** random() - 1)

const processorMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
async function timed<Result>(work: () => Promise<Result> | Result): Promise<[Result, number]> {
  const before = processorMs()
  const result = await work()
  return [result, processorMs() - before]
}

const dictionary = await readFile(DICTIONARY, 'utf8')
const lexicon = [
  ...new Set(
    dictionary
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '')
      .filter((word) => /^[a-z][a-z']*$/.test(word))
  )
]
const common = lexicon.map((word) => ({ word, at: random() })).sort((a, b) => a.at - b.at)
const words = common.slice(0, COMMON_WORDS).map(({ word }) => word)

/** Each word has forty others that usually follow it. */
function sentence(): readonly string[] {
  const said: string[] = []
  let last = zipf(words.length)
  for (let length = 4 + Math.floor(random() * 12); length > 0; length--) {
    said.push(words[last] ?? '')
    last =
      random() < 0.85
        ? (Math.imul(last + 7, 7_919 + 104_729 * zipf(40)) >>> 0) % words.length
        : zipf(words.length)
  }
  return said
}

const LETTERS = [undefined, '▁', ..."abcdefghijklmnopqrstuvwxyz'"]

/** The 499 commonest pieces of up to five letters, and every letter. */
function commonPieces(sample: readonly (readonly string[])[]): readonly (string | undefined)[] {
  const counts = new Map<string, number>()
  for (const said of sample)
    for (const word of said) {
      const marked = `▁${word}`
      for (let from = 0; from < marked.length; from++)
        for (let to = from + 2; to <= Math.min(marked.length, from + 5); to++) {
          const piece = marked.slice(from, to)
          counts.set(piece, (counts.get(piece) ?? 0) + piece.length - 1)
        }
    }
  const most = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([piece]) => piece)
  return [...LETTERS, ...most.slice(0, 500 - LETTERS.length)]
}

function tokenize(pieces: ReadonlyMap<string, number>, said: readonly string[]): readonly number[] {
  const text = said.map((word) => `▁${word}`).join('')
  const tokens: number[] = []
  for (let at = 0; at < text.length; ) {
    let length = 5
    while (length > 1 && !pieces.has(text.slice(at, at + length))) length--
    tokens.push(pieces.get(text.slice(at, at + length)) ?? 0)
    at += length
  }
  return tokens
}

/** Fourteen letters a second; of four tokens one is not the likeliest, and some of the mass is anywhere. */
function posteriors(pieces: readonly (string | undefined)[], tokens: readonly number[]): Float32Array {
  const rows: number[] = []
  const push = (mass: ReadonlyMap<number, number>): void => {
    const row = pieces.map(() => 1e-6 + 2e-5 * random() ** 4)
    for (const [token, share] of mass) row[token] = (row[token] ?? 0) + share
    const total = row.reduce((sum, value) => sum + value, 0)
    for (const value of row) rows.push(Math.log(value / total))
  }
  for (const token of tokens) {
    const mass = new Map<number, number>()
    const sure = random() < 0.72
    mass.set(token, sure ? 0.75 + 0.2 * random() : 0.12 + 0.3 * random())
    const others = sure ? 4 : 12
    for (let other = 0; other < others; other++) {
      const confused = 1 + Math.floor(random() * (pieces.length - 1))
      mass.set(confused, (mass.get(confused) ?? 0) + (sure ? 0.03 : 0.25) * random() ** 2)
    }
    mass.set(0, 0.03)
    push(mass)
    const seconds = ((pieces[token]?.length ?? 1) / 14) * (0.7 + 0.6 * random())
    for (let frame = Math.round(seconds / FRAME_SECONDS) - 1; frame > 0; frame--)
      push(new Map([[0, random() < 0.8 ? 0.9995 : 0.9]]))
  }
  return Float32Array.from(rows)
}

const count = Number(process.argv[2] ?? 60)
console.log(`lexicon: ${lexicon.length} words; the text uses ${words.length}`)
const text = Array.from({ length: SENTENCES_OF_TEXT }, sentence)
const [domainText, generalText] = [text.slice(0, 12_000), text.slice(12_000)]
const [generalModel, trainedMs] = await timed(() => trainLanguageModel(generalText))
const domainModel = await trainLanguageModel(domainText)
const sizes = generalModel.orders.map(({ table }) => table.size)
console.log(`general n-grams: ${sizes.join(' + ')}, trained in ${trainedMs.toFixed(0)} ms of processor time`)

const list = sortedWords(lexicon)
const [general, generalMs] = await timed(() => buildNgram(generalModel, list))
const [network, networkMs] = await timed(async () =>
  buildNetwork(list, await buildNgram(domainModel, list), new Map())
)
const folder = await mkdtemp(join(tmpdir(), 'neural-search-'))
try {
  const [generalFile, networkFile] = [join(folder, 'general'), join(folder, 'network')]
  await saveNgram(generalFile, general)
  await saveNetwork(networkFile, network)
  const opened: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    const begin = performance.now()
    const loaded = await loadNetwork(networkFile)
    new Fusion({
      tokens: new TokenTable({ pieces: LETTERS, blank: 0 }),
      network: loaded,
      general,
      weights: {
        alpha: 0.5,
        beta: 1,
        unknownWord: -6,
        unknownLetter: -0.8,
        domainWeight: 0.5,
        sentenceEnd: true
      }
    })
    opened.push(performance.now() - begin)
  }
  const [, generalOpenMs] = await timed(() => loadNgram(generalFile))
  const megabytes = async (path: string): Promise<string> => ((await stat(path)).size / 1e6).toFixed(1)
  console.log(
    `general automaton: ${general.arcCount} n-grams, built in ${generalMs.toFixed(0)} ms, ${await megabytes(generalFile)} MB, opened in ${generalOpenMs.toFixed(0)} ms`
  )
  console.log(
    `customization (trie of ${network.trie.size} nodes, ${network.domain?.arcCount} n-grams): built in ${networkMs.toFixed(0)} ms, ${await megabytes(networkFile)} MB, opened with its look ahead in ${opened.map((ms) => ms.toFixed(0)).join(', ')} ms`
  )
} finally {
  await rm(folder, { recursive: true })
}

const test = Array.from({ length: count }, sentence)
const lookUp = {
  alpha: 0.6,
  beta: 1,
  unknownWord: -6,
  unknownLetter: -0.8,
  domainWeight: 0.3,
  sentenceEnd: true
}

function measure(
  name: string,
  pieces: readonly (string | undefined)[],
  rows: readonly Float32Array[],
  fusion: InstanceType<typeof Fusion>,
  beam: number
): void {
  const search = new CtcSearch(fusion, { beam })
  let seconds = 0
  const before = processorMs()
  const found = rows.map((frames) => {
    const frameCount = frames.length / pieces.length
    seconds += frameCount * FRAME_SECONDS
    search.reset()
    for (let at = 0; at < frameCount; at += 4) {
      const some = Math.min(4, frameCount - at)
      search.push(frames.subarray(at * pieces.length, (at + some) * pieces.length), some)
      search.partial()
    }
    return search.alternatives(1)[0]?.words.map(({ word }) => word) ?? []
  })
  const used = (processorMs() - before) / 1000
  const score = sumScores(test.map((said, index) => align(said, found[index] ?? [])))
  console.log(
    `${name.padEnd(46)} beam ${String(beam).padStart(2)}: ${(used / seconds).toFixed(4)} x real time, ${((100 * errors(score)) / score.words).toFixed(1)} % word errors`
  )
}

for (const [kind, pieces] of [
  ['letters', LETTERS],
  ['500 pieces', commonPieces(text.slice(0, 5_000))]
] as const) {
  const ids = new Map(pieces.map((piece, id) => [piece ?? '', id]))
  const rows = test.map((said) => posteriors(pieces, tokenize(ids, said)))
  const tokens = new TokenTable({ pieces, blank: 0 })
  const parts = { tokens, network, general }
  const fused = new Fusion({ ...parts, weights: lookUp })
  // The first run is that of a cold compiler.
  measure(`${kind}, first run`, pieces, rows, fused, 16)
  measure(`${kind}, no lexicon`, pieces, rows, new Fusion({ tokens }), 16)
  for (const beam of [4, 8, 16, 50]) measure(`${kind}, fused`, pieces, rows, fused, beam)
  for (const beam of [16, 50])
    measure(
      `${kind}, fused, without looking ahead`,
      pieces,
      rows,
      new Fusion({ ...parts, weights: lookUp, lookAhead: false }),
      beam
    )
  const generalOnly = new Fusion({ ...parts, weights: { ...lookUp, domainWeight: 0 } })
  measure(`${kind}, general model alone`, pieces, rows, generalOnly, 16)
  const phrases = Array.from({ length: 200 }, () => ({ text: sentence().slice(0, 2).join(' '), bonus: 3 }))
  measure(`${kind}, fused, 200 phrases`, pieces, rows, fused.withPhrases(phrases), 16)
}

const [mixed, mixedMs] = await timed(() => interpolate([generalModel, domainModel], [0.7, 0.3]))
const [mixedNgram, mixedBuildMs] = await timed(() => buildNgram(mixed, list))
console.log(
  `interpolated once and for all instead of at each lookup: ${mixedMs.toFixed(0)} ms and ${mixedBuildMs.toFixed(0)} ms for the automaton, ${(mixedNgram.byteLength / 1e6).toFixed(1)} MB for each customization beside ${((network.domain?.byteLength ?? 0) / 1e6).toFixed(1)} MB`
)
const fixed = buildNetwork(list, mixedNgram, new Map())
const rows = test.map((said) =>
  posteriors(LETTERS, tokenize(new Map(LETTERS.map((one, id) => [one ?? '', id])), said))
)
const tokens = new TokenTable({ pieces: LETTERS, blank: 0 })
for (const turn of [1, 2]) {
  void turn
  measure(
    'letters, mixed at lookup',
    LETTERS,
    rows,
    new Fusion({ tokens, network, general, weights: lookUp }),
    16
  )
  measure(
    'letters, mixed once',
    LETTERS,
    rows,
    new Fusion({ tokens, network: fixed, weights: { ...lookUp, domainWeight: 1 } }),
    16
  )
}
console.log(`memory: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`)
