/** What became of a model's hearing of everyday speech. @module */

export type GeneralSetState =
  | Readonly<{ status: 'NotStarted' }>
  | Readonly<{
      status: 'NotRun'
      /** What was missing, and how it is had. */
      reason: string
    }>
  | (Readonly<{ status: 'Succeeded' }> & GeneralSetFigures)

/** All rates are fractions of 1. */
export type GeneralSetFigures = Readonly<{
  set: string
  utterances: number
  words: number
  baseWordErrorRate: number
  wordErrorRate: number
  /** Of the base's errors: 0.05 is five per cent more of them. */
  relativeChange: number
  /** 95 % interval of `wordErrorRate - baseWordErrorRate`. */
  difference: Readonly<{ low: number; high: number }>
}>

/** More errors than this beside the base's are told. */
const MAX_RELATIVE_CHANGE = 0.02

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`

export function generalSetWarning(
  state: GeneralSetState | undefined
): Readonly<{ code: string; message: string }> | undefined {
  if (state?.status !== 'Succeeded' || state.relativeChange <= MAX_RELATIVE_CHANGE) return undefined
  const { words, wordErrorRate, baseWordErrorRate, relativeChange, difference } = state
  const chance =
    difference.low > 0
      ? ''
      : ' With so few words, the difference may be due to chance: it is not significant.'
  return {
    code: 'WorseOnGeneralSpeech',
    message: `On ${words} words of everyday speech this model makes ${percent(wordErrorRate)} word errors, its base ${percent(baseWordErrorRate)}: ${percent(relativeChange)} more.${chance} A lower weight of the text, or audio of more voices, keeps a model closer to its base.`
  }
}
