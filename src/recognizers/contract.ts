/** What every engine must do, as tests: each engine's own test file calls `engineContract`. @module */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wavHeader } from '../speech/audio/index.ts'
import { align, errorRate, sumScores } from '../speech/scoring/index.ts'
import { EngineDied, ModelUnusable, RecognitionCancelled } from './errors.ts'
import type {
  Engine,
  Final,
  Partial,
  RecognitionEvent,
  RecognitionModel,
  RecognizerStream,
  StreamOptions
} from './recognizer.ts'
import { commandClip, humanClips, joined, type SpokenClip, silence, synthesise } from './spoken-clips.ts'

/** A new engine with so many child processes, of at most so many streams each. */
export type MakeEngine = (children: number, streamsPerChild?: number) => Promise<Engine>

const TICKS_PER_BYTE = 312.5
/** Where the command clip's energy rises from the noise floor (RMS 20 to 50) past 300: its first word, in seconds. */
const COMMAND_ONSET = 0.5
const seconds = (ticks: number): number => ticks / 1e7

async function collect(stream: RecognizerStream): Promise<RecognitionEvent[]> {
  const events: RecognitionEvent[] = []
  for await (const event of stream.events) events.push(event)
  return events
}

const isFinal = (event: RecognitionEvent): event is Final => event.kind === 'final'
const isPartial = (event: RecognitionEvent): event is Partial => event.kind === 'partial'
const textOf = (events: readonly RecognitionEvent[]): string =>
  events
    .filter(isFinal)
    .map(({ text }) => text)
    .join(' ')

/** Three successive partials that agree on a word and all before it bind every later partial of the phrase. */
function expectCommittedWordsKept(partials: readonly Partial[]): void {
  const texts = partials.map(({ text }) => text.split(' '))
  let committed: readonly string[] = []
  for (const [index, words] of texts.entries()) {
    expect(words.slice(0, committed.length)).toEqual(committed)
    const recent = texts.slice(Math.max(0, index - 2), index + 1)
    let stable = 0
    while (stable < words.length && recent.every((earlier) => earlier[stable] === words[stable])) stable++
    if (recent.length === 3) committed = words.slice(0, Math.max(stable, committed.length))
  }
}

/**
 * @param base the base model to test with; its language must be English
 * @param phones of "zorkelby", a word that no dictionary has, in the engine's phone set
 */
export function engineContract(
  make: MakeEngine,
  { base, phones }: Readonly<{ base: string; phones: string }>
): void {
  const model: RecognitionModel = { base }
  let engine: Engine
  let command: SpokenClip
  let folder: string

  async function recognise(
    pcm: Uint8Array,
    options: StreamOptions = {},
    from: RecognitionModel = model,
    step = 3200
  ): Promise<RecognitionEvent[]> {
    const stream = await engine.open(from, options)
    const events = collect(stream)
    for (let at = 0; at < pcm.byteLength; at += step) await stream.write(pcm.subarray(at, at + step))
    await stream.finish()
    return events
  }

  beforeAll(async () => {
    engine = await make(1)
    command = await commandClip()
    folder = await mkdtemp(join(tmpdir(), 'engine-contract-'))
  })
  afterAll(async () => {
    await engine.close()
    await rm(folder, { recursive: true })
  })

  describe('recognition', () => {
    test('lists the base models it can open', () => {
      expect(engine.baseModels.map(({ name }) => name)).toContain(base)
      for (const { release } of engine.baseModels) expect(release).toMatch(/^20\d{6}$/)
    })

    test('a spoken command becomes its words, with times and confidences', async () => {
      const finals = (await recognise(command.pcm)).filter(isFinal)
      expect(finals.map(({ text }) => text)).toEqual(['go forward ten meters'])
      const [best] = finals[0]?.alternatives ?? []
      expect(best?.text).toBe('go forward ten meters')
      expect(best?.words.map(({ word }) => word)).toEqual(command.words)
      let end = 0
      for (const { offsetTicks, durationTicks, confidence } of best?.words ?? []) {
        expect(offsetTicks).toBeGreaterThanOrEqual(end)
        expect(durationTicks).toBeGreaterThan(0)
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThanOrEqual(1)
        end = offsetTicks + durationTicks
      }
      expect(end).toBeLessThanOrEqual(command.pcm.byteLength * TICKS_PER_BYTE)
      expect(Math.abs(seconds(best?.words[0]?.offsetTicks ?? 0) - COMMAND_ONSET)).toBeLessThan(0.1)
    })

    test('human reading is understood, whole phrases better than live ones', async () => {
      const rate = async (options: StreamOptions): Promise<number> => {
        const scores = []
        for (const clip of await humanClips()) {
          scores.push(align(clip.words, textOf(await recognise(clip.pcm, options)).split(' ')))
        }
        return errorRate(sumScores(scores))
      }
      const [live, whole] = [await rate({}), await rate({ partials: false })]
      expect(live).toBeLessThan(0.36)
      expect(whole).toBeLessThan(0.3)
    })

    test('the answer does not depend on what the process heard before, nor on the sizes written', async () => {
      const alone = await recognise(command.pcm)
      await recognise((await synthesise('rms', 'something else is said here in another voice')).pcm)
      expect(await recognise(command.pcm)).toEqual(alone)
      expect(await recognise(command.pcm, {}, model, 777)).toEqual(alone)
      expect(await recognise(command.pcm, {}, model, command.pcm.byteLength)).toEqual(alone)
    })

    test('listening is told on request: the start and the end of speech, and how far the silence goes', async () => {
      const told = (
        await recognise(Buffer.concat([silence(2), command.pcm, silence(2)]), { listening: true })
      ).filter((event) => event.kind === 'listening')
      const [onset] = told.filter(({ speech }) => speech)
      expect(Math.abs(seconds(onset?.heardTicks ?? 0) - 2 - COMMAND_ONSET)).toBeLessThan(0.5)
      const steps = told.map(({ heardTicks }, index) => heardTicks - (told[index - 1]?.heardTicks ?? 0))
      expect(Math.min(...steps)).toBeGreaterThan(0)
      expect(told.filter(({ speech }, index) => !speech && !told[index - 1]?.speech).length).toBeGreaterThan(
        4
      )
      expect(told.at(-1)?.speech).toBe(false)
      expect((await recognise(command.pcm)).some(({ kind }) => kind === 'listening')).toBe(false)
    })

    test('word details are left out when nobody asks for them', async () => {
      const [final] = (await recognise(command.pcm, { words: false, partials: false })).filter(isFinal)
      expect(final?.alternatives[0]?.words).toEqual([])
      expect(final?.text).toBe('go forward ten meters')
    })

    test('alternatives: the best first, each text once, as many as asked for at most', async () => {
      const [final] = (await recognise(command.pcm, { nBest: 5 })).filter(isFinal)
      const texts = final?.alternatives.map(({ text }) => text) ?? []
      expect(texts[0]).toBe(final?.text)
      expect(texts.length).toBeGreaterThan(2)
      expect(texts.length).toBeLessThanOrEqual(5)
      expect(new Set(texts).size).toBe(texts.length)
      const confidences = final?.alternatives.map(({ confidence }) => confidence) ?? []
      expect(Math.min(...confidences)).toBeGreaterThan(0)
      expect(Math.max(...confidences)).toBe(confidences[0])
      for (const { text, words } of final?.alternatives ?? []) {
        expect(words.map(({ word }) => word).join(' ')).toBe(text)
        expect(text).not.toMatch(/[<>[\]()+]/)
      }
    })
  })

  describe('live', () => {
    test('partials grow before the audio has ended and never rewrite committed words', async () => {
      const clip = (await humanClips())[0]
      const pcm = clip?.pcm ?? new Uint8Array()
      const partials = (await recognise(pcm)).filter(isPartial)
      expect(partials.length).toBeGreaterThan(5)
      expectCommittedWordsKept(partials)
      const [first] = partials
      expect(seconds((first?.offsetTicks ?? 0) + (first?.durationTicks ?? 0))).toBeLessThan(2)
      const stream = await engine.open(model)
      const iterator = stream.events[Symbol.asyncIterator]()
      await stream.write(pcm.subarray(0, 64_000))
      expect((await iterator.next()).value).toEqual(first)
      stream.cancel()
    })

    test('each phrase of long audio has its final, at its place in the stream', async () => {
      const phrases = [
        await synthesise('slt', 'the train to london leaves at nine'),
        await synthesise('slt', 'please send the report to my office'),
        command
      ]
      const parts: Uint8Array[] = []
      const starts: number[] = []
      for (const { pcm } of phrases) {
        parts.push(silence(1.5))
        starts.push(seconds(joined(...parts).byteLength * TICKS_PER_BYTE))
        parts.push(pcm)
      }
      const events = await recognise(joined(...parts, silence(1)))
      const finals = events.filter(isFinal)
      expect(finals).toHaveLength(3)
      for (const [index, final] of finals.entries()) {
        const start = starts[index] ?? 0
        const length = seconds((phrases[index]?.pcm.byteLength ?? 0) * TICKS_PER_BYTE)
        expect(seconds(final.offsetTicks)).toBeGreaterThan(start - 0.1)
        expect(seconds(final.offsetTicks)).toBeLessThan(start + 0.6)
        expect(seconds(final.offsetTicks + final.durationTicks)).toBeLessThan(start + length + 0.1)
        expect(final.alternatives[0]?.words[0]?.offsetTicks).toBe(final.offsetTicks)
      }
      // Partials belong to the phrase whose final follows them.
      let from = 0
      for (const final of finals) {
        const to = events.indexOf(final)
        expectCommittedWordsKept(events.slice(from, to).filter(isPartial))
        from = to + 1
      }
    })

    test('a speaker who never pauses is cut into phrases of half a minute at most', async () => {
      const text = Array(9).fill('and then we walked along the river until the bridge was in sight').join(' ')
      const { pcm } = await synthesise('rms', text)
      expect(pcm.byteLength / 32_000).toBeGreaterThan(30)
      const finals = (await recognise(pcm, { partials: false, words: false })).filter(isFinal)
      expect(finals.length).toBeGreaterThan(1)
      for (const { durationTicks } of finals) expect(seconds(durationTicks)).toBeLessThan(27)
      const score = align(text.split(' '), textOf(finals).split(' '))
      expect(errorRate(score)).toBeLessThan(0.25)
    })

    test('writing waits while the engine is behind', async () => {
      const stream = await engine.open(model)
      let taken = false
      const writing = stream.write(joined(command.pcm, command.pcm, command.pcm)).then(() => {
        taken = true
      })
      await new Promise((resolve) => setImmediate(resolve))
      expect(taken).toBe(false)
      await writing
      stream.cancel()
    })

    test('streams opened together in one process answer as they do alone', async () => {
      const clips = [command, await synthesise('slt', 'the weather will be cold and wet this week')]
      const alone = []
      for (const { pcm } of clips) alone.push(await recognise(pcm))
      const [first, second] = clips.map(({ pcm }) => pcm)
      const together = await Promise.all(
        [first, second, first, second].map((pcm) => recognise(pcm ?? silence(1)))
      )
      expect(together).toEqual([...alone, ...alone])
      expect(engine.children()).toHaveLength(1)
      expect(engine.children()[0]?.residentBytes).toBeGreaterThan(50e6)
    })
  })

  describe('audio without speech', () => {
    test.each([
      ['no audio at all', new Uint8Array()],
      ['a single byte', new Uint8Array(1)],
      ['silence', silence(2)],
      ['a constant', new Uint8Array(64_000).fill(127)]
    ])('%s ends with one empty final', async (_, pcm) => {
      const durationTicks = (pcm.byteLength >> 1) * 625
      expect(await recognise(pcm)).toEqual([
        { kind: 'final', text: '', offsetTicks: 0, durationTicks, alternatives: [] }
      ])
    })

    test('full-scale noise and an odd byte at the end are survived', async () => {
      let state = 1
      const noise = Uint8Array.from({ length: 96_001 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
        return state >> 16
      })
      const finals = (await recognise(noise, { nBest: 3 })).filter(isFinal)
      expect(finals.length).toBeGreaterThan(0)
      expect(textOf(await recognise(command.pcm))).toBe('go forward ten meters')
    })
  })

  describe('ending', () => {
    test('cancelling ends events with RecognitionCancelled, and writing too', async () => {
      const stream = await engine.open(model)
      const events = collect(stream)
      const failed = expect(events).rejects.toBeInstanceOf(RecognitionCancelled)
      await stream.write(command.pcm)
      stream.cancel()
      await failed
      await expect(stream.write(command.pcm)).rejects.toBeInstanceOf(RecognitionCancelled)
      await expect(stream.finish()).rejects.toBeInstanceOf(RecognitionCancelled)
      expect(engine.children().map(({ streams }) => streams)).toEqual([0])
    })

    test('an abort signal cancels, before and after the stream is open', async () => {
      await expect(engine.open(model, { signal: AbortSignal.abort() })).rejects.toThrow()
      const controller = new AbortController()
      const stream = await engine.open(model, { signal: controller.signal })
      const failed = expect(collect(stream)).rejects.toBeInstanceOf(RecognitionCancelled)
      controller.abort()
      await failed
    })

    test('nothing can be written after finish', async () => {
      const stream = await engine.open(model)
      await stream.finish()
      await expect(stream.write(command.pcm)).rejects.toThrow(/finished/)
    })
  })

  describe('custom models', () => {
    const say = 'please call zorkle bee station before noon'
    const sentences = ['please call zorkelby station before noon', 'zorkelby station is closed']

    async function customModel(): Promise<RecognitionModel> {
      const arpaPath = join(folder, 'custom.arpa')
      const lexiconPath = join(folder, 'custom.lexicon')
      await writeFile(arpaPath, bigramArpa(sentences))
      await writeFile(lexiconPath, `zorkelby ${phones}\n`)
      return { base, custom: { languageModel: { arpaPath, weight: 0.5 }, lexiconPath } }
    }

    test('a new word is recognised, and old words remain', async () => {
      const custom = await customModel()
      const { pcm } = await synthesise('slt', say)
      expect(textOf(await recognise(pcm, {}, custom))).toBe('please call zorkelby station before noon')
      expect(textOf(await recognise(pcm))).not.toContain('zorkelby')
      expect(textOf(await recognise(command.pcm, {}, custom))).toBe('go forward ten meters')
    })

    test('the base model is the same after a custom one was used', async () => {
      const before = await recognise(command.pcm)
      const score = await engine.scoreText(base, [['zorkelby', 'station']])
      await recognise(command.pcm, {}, await customModel())
      expect(await recognise(command.pcm)).toEqual(before)
      expect(await engine.scoreText(base, [['zorkelby', 'station']])).toEqual(score)
      expect(score[0]?.[0]).toBeNull()
    })

    test('parts that cannot be used are named', async () => {
      const open = (custom: RecognitionModel['custom']) =>
        engine.open({ base, ...(custom ? { custom } : {}) })
      const absent = join(folder, 'absent.arpa')
      const failure = open({ languageModel: { arpaPath: absent, weight: 0.5 } })
      await expect(failure).rejects.toBeInstanceOf(ModelUnusable)
      await expect(failure).rejects.toThrow(absent)

      const text = join(folder, 'text.arpa')
      await writeFile(text, 'not a language model\n')
      const noArpa = open({ languageModel: { arpaPath: text, weight: 0.5 } })
      await expect(noArpa).rejects.toBeInstanceOf(ModelUnusable)

      const lexiconPath = join(folder, 'bad.lexicon')
      await writeFile(lexiconPath, `good ${phones}\nbad QX ${phones}\n`)
      const unknownPhone = open({ lexiconPath })
      await expect(unknownPhone).rejects.toBeInstanceOf(ModelUnusable)
      await expect(unknownPhone).rejects.toThrow(/line 2.*"bad".*"QX"/)

      await expect(engine.open({ base: 'no-such-model' })).rejects.toBeInstanceOf(ModelUnusable)
      expect(textOf(await recognise(command.pcm))).toBe('go forward ten meters')
    })
  })

  describe('language knowledge', () => {
    test('likely text scores higher than the same words shuffled; unknown words have no score', async () => {
      const [likely, shuffled, unknown] = await engine.scoreText(base, [
        ['this', 'is', 'the', 'end', 'of', 'the', 'day'],
        ['day', 'the', 'of', 'end', 'the', 'is', 'this'],
        ['this', 'is', 'zorkelby', 'day']
      ])
      const sum = (row: readonly (number | null)[] = []) =>
        row.reduce<number>((all, one) => all + (one ?? 0), 0)
      expect(likely).toHaveLength(8)
      expect(sum(likely)).toBeGreaterThan(sum(shuffled) + 3)
      expect(unknown?.map((value) => value === null)).toEqual([false, false, true, false, false])
      for (const value of [...(likely ?? []), ...(shuffled ?? [])]) expect(value).toBeLessThan(0)
    })

    test('pronunciations: every variant of a known word, none of an unknown one', async () => {
      const [tomato, unknown] = await engine.pronounce(base, ['tomato', 'zorkelby'])
      expect(tomato?.length).toBeGreaterThan(1)
      expect(unknown).toEqual([])
    })

    test('words are fitted to audio; a transcript of something else is not', async () => {
      const audioPath = join(folder, 'command.wav')
      await writeFile(audioPath, joined(wavHeader({ dataBytes: command.pcm.byteLength }), command.pcm))
      const fractions: number[] = []
      const [right, wrong, unknown] = await engine.align(
        model,
        [
          { id: 'right', audioPath, words: command.words },
          { id: 'wrong', audioPath, words: 'nobody understands why yesterday was different'.split(' ') },
          { id: 'unknown', audioPath, words: ['zorkelby'] }
        ],
        { onProgress: (fraction) => fractions.push(fraction) }
      )
      if (!right?.aligned) throw new Error(right?.reason ?? 'no answer')
      expect(right.words.map(({ word }) => word)).toEqual(command.words)
      expect(Math.abs(seconds(right.words[0]?.offsetTicks ?? 0) - COMMAND_ONSET)).toBeLessThan(0.1)
      expect(wrong).toMatchObject({ id: 'wrong', aligned: false })
      expect(unknown).toMatchObject({ aligned: false, reason: expect.stringContaining('"zorkelby"') })
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    })

    test('long work can be aborted', async () => {
      const controller = new AbortController()
      const many = Array.from({ length: 20_000 }, () => ['this', 'is', 'the', 'end'])
      const scoring = engine.scoreText(base, many, {
        signal: controller.signal,
        onProgress: (fraction) => {
          if (fraction > 0.1) controller.abort()
        }
      })
      await expect(scoring).rejects.toThrow(/abort/i)
    })
  })

  describe('processes', () => {
    test('the death of one costs its own streams and no others, and it is replaced', async () => {
      const pool = await make(2)
      try {
        const doomed = await pool.open(model)
        const spared = await pool.open(model)
        const [pid] = pool.children().map((child) => child.pid)
        expect(pool.children().map(({ streams }) => streams)).toEqual([1, 1])
        const lost = expect(collect(doomed)).rejects.toBeInstanceOf(EngineDied)
        const heard = collect(spared)
        await Promise.all([doomed.write(command.pcm), spared.write(command.pcm)])
        process.kill(pid ?? 0, 'SIGKILL')
        await lost
        await expect(doomed.write(command.pcm)).rejects.toBeInstanceOf(EngineDied)
        await expect(doomed.finish()).rejects.toThrow(/SIGKILL/)
        await spared.finish()
        expect(textOf(await heard)).toBe('go forward ten meters')

        const again = await pool.open(model)
        const after = collect(again)
        await again.write(command.pcm)
        await again.finish()
        expect(textOf(await after)).toBe('go forward ten meters')
        expect(pool.children().map((child) => child.pid)).not.toContain(pid)
      } finally {
        await pool.close()
      }
    })

    test('streams spread over the processes; more than fit wait in line', async () => {
      const pool = await make(2, 1)
      try {
        const waiting = new AbortController()
        const [first, second, third, fourth] = [
          pool.open(model),
          pool.open(model),
          pool.open(model, { signal: waiting.signal }),
          pool.open(model)
        ]
        expect(pool.children().map(({ streams }) => streams)).toEqual([1, 1])
        const refused = expect(third).rejects.toThrow(/abort/)
        await second
        waiting.abort()
        await refused
        expect(pool.children().map(({ streams }) => streams)).toEqual([1, 1])
        ;(await first).cancel()
        ;(await fourth).cancel()
        ;(await second).cancel()
      } finally {
        await pool.close()
      }
    })

    test('closing ends streams with an error and leaves no process', async () => {
      const pool = await make(1)
      const stream = await pool.open(model)
      const ended = expect(collect(stream)).rejects.toBeInstanceOf(EngineDied)
      const [child] = pool.children()
      await pool.close()
      await ended
      expect(() => process.kill(child?.pid ?? 0, 0)).toThrow()
      await expect(pool.open(model)).rejects.toThrow(/closed/)
    })
  })
}

/** The smallest language model of these sentences: maximum-likelihood bigrams, uniform unigrams to back off to. */
function bigramArpa(sentences: readonly string[]): string {
  const bigrams = new Map<string, Map<string, number>>()
  for (const sentence of sentences) {
    const words = ['<s>', ...sentence.split(' '), '</s>']
    for (const [index, word] of words.slice(1).entries()) {
      const before = words[index] ?? ''
      const after = bigrams.get(before) ?? new Map<string, number>()
      bigrams.set(before, after.set(word, (after.get(word) ?? 0) + 1))
    }
  }
  const vocabulary = [...new Set([...bigrams.keys(), '</s>'])]
  const unigram = Math.log10(1 / vocabulary.length).toFixed(4)
  const lines = [...bigrams].flatMap(([before, after]) => {
    const total = [...after.values()].reduce((sum, count) => sum + count, 0)
    return [...after].map(
      ([word, count]) => `${Math.log10((0.9 * count) / total).toFixed(4)} ${before} ${word}`
    )
  })
  return [
    '\\data\\',
    `ngram 1=${vocabulary.length}`,
    `ngram 2=${lines.length}`,
    '',
    '\\1-grams:',
    ...vocabulary.map((word) => `${unigram} ${word} -1.0000`),
    '',
    '\\2-grams:',
    ...lines,
    '',
    '\\end\\',
    ''
  ].join('\n')
}
