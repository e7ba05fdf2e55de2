/**
 * How much work a piece of our code does, counted instead of timed: the same on every machine. Counted are the blocks of
 * `src/` that were executed (V8's precise block coverage), and the characters and bytes that built-in functions went through
 * for them, which coverage cannot see.
 * @module
 */
import { Session } from 'node:inspector/promises'

let native = 0

type Method = (this: unknown, ...input: readonly unknown[]) => unknown
type Cost = (self: unknown, result: unknown, input: readonly unknown[]) => number

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) || ArrayBuffer.isView(value)
    ? ((value as { length?: number }).length ?? 0)
    : 0
/** All of the text or list. */
const whole: Cost = (self) => lengthOf(self)
/** What was made. */
const made: Cost = (_self, result) => lengthOf(result)
/** As far as was looked; all of it where nothing was found. */
const upTo: Cost = (self, result, input) =>
  typeof result === 'number' && result >= 0
    ? Math.max(0, result - (typeof input[1] === 'number' ? input[1] : 0))
    : lengthOf(self) - (typeof input[1] === 'number' ? input[1] : 0)
const searched: Cost = (self, result) => {
  const { lastIndex } = self as RegExp
  if (result === null) return 1
  const { index, 0: found = '' } = result as RegExpExecArray
  return lastIndex > index ? found.length + 1 : index + found.length + 1
}

const CHARGED: readonly (readonly [object, Readonly<Record<string, Cost>>])[] = [
  [
    String.prototype,
    {
      indexOf: upTo,
      split: whole,
      replaceAll: whole,
      trim: (self, result) => lengthOf(self) - lengthOf(result) + 1,
      toLowerCase: whole,
      toUpperCase: whole,
      normalize: whole,
      repeat: made,
      includes: whole
    }
  ],
  [
    Array.prototype,
    { concat: made, join: whole, slice: made, splice: whole, shift: whole, indexOf: upTo, includes: whole }
  ],
  [RegExp.prototype, { exec: searched }],
  [Buffer, { concat: made }]
]

/** Runs `work` while built-in functions charge for what they go through. */
async function charged(work: () => unknown): Promise<number> {
  native = 0
  const originals = CHARGED.flatMap(([owner, costs]) =>
    Object.entries(costs).map(([name, cost]) => {
      const original = Reflect.get(owner, name) as Method
      const charging: Method = function (this: unknown, ...input) {
        const result = Reflect.apply(original, this, input)
        native += cost(this, result, input)
        return result
      }
      Object.defineProperty(owner, name, { value: charging, configurable: true, writable: true })
      return () => Object.defineProperty(owner, name, { value: original, configurable: true, writable: true })
    })
  )
  try {
    await work()
  } catch {
    // A refusal is as good an end as any: what it took counts.
  } finally {
    for (const restore of originals) restore()
  }
  return native
}

export class StepCounter {
  readonly #session = new Session()

  /** Before the code that is to be counted is loaded: what was compiled earlier is counted by function only. */
  async start(): Promise<void> {
    this.#session.connect()
    await this.#session.post('Profiler.enable')
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** Whether it returns or throws. */
  async count(...works: readonly (() => unknown)[]): Promise<number> {
    await this.#blocks()
    let charges = 0
    for (const work of works) charges += await charged(work)
    return charges + (await this.#blocks())
  }

  /** Blocks of `src/` executed since this was asked for last. */
  async #blocks(): Promise<number> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage')
    let blocks = 0
    for (const { url, functions } of result) {
      if (!url.includes('/src/')) continue
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count
    }
    return blocks
  }

  stop(): void {
    this.#session.disconnect()
  }
}
