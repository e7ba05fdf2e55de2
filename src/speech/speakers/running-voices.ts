/** Who said what while people go on talking: each piece is told once, and the voices are thought over at every phrase. @module */
import { Spread } from './spread.ts'
import { tellVoices, type VoicePiece } from './tell-voices.ts'

/** Pieces of about so many voiced frames (40 s of talk) may still change what is known of the voices. */
const RECENT_FRAMES = 2_500
/** Who is told as somebody new stays so: more must speak for it than where all is told at the end. */
const CAUTION = 1.15

type Heard = { readonly piece: VoicePiece; speaker: number }

export class RunningVoices {
  readonly #most: number
  /** What each speaker said before that, all in one. */
  readonly #known = new Map<number, Spread>()
  #recent: Heard[] = []
  #speakers = 0

  /** @param most speakers at most */
  constructor(most: number) {
    this.#most = most
  }

  /** @returns of each piece its speaker, from 0 in the order in which they were first told apart */
  tell(pieces: readonly VoicePiece[]): readonly number[] {
    const known = [...this.#known]
    const anchors = known.map(([, spread]): VoicePiece => ({ spread, afterPause: true, alone: true }))
    const voices = tellVoices(
      [...anchors, ...this.#recent.map(({ piece }) => piece), ...pieces],
      { least: 1, most: this.#most },
      CAUTION
    )
    const ofKnown = voices.slice(0, known.length)
    const ofRecent = voices.slice(known.length, known.length + this.#recent.length)
    const speakers = this.#speakersOf([
      ...known.map(([speaker, { count }], at) => ({ speaker, voice: ofKnown[at] ?? 0, frames: count })),
      ...this.#recent.map(({ speaker, piece }, at) => ({
        speaker,
        voice: ofRecent[at] ?? 0,
        frames: piece.spread.count
      }))
    ])
    const speakerOf = (voice: number): number => {
      const speaker = speakers.get(voice) ?? this.#newSpeaker(speakers)
      speakers.set(voice, speaker)
      return speaker
    }
    // What was said of them stands; what is known of their voices is mended.
    for (const [at, heard] of this.#recent.entries()) heard.speaker = speakerOf(ofRecent[at] ?? 0)
    const told = voices.slice(known.length + this.#recent.length).map(speakerOf)
    this.#recent.push(...pieces.map((piece, at) => ({ piece, speaker: told[at] ?? 0 })))
    this.#forget()
    return told
  }

  /** Each voice is the speaker to whom most of it was given before; no two are the same one. */
  #speakersOf(
    before: readonly Readonly<{ speaker: number; voice: number; frames: number }>[]
  ): Map<number, number> {
    const shared = new Map<string, { speaker: number; voice: number; frames: number }>()
    for (const { speaker, voice, frames } of before) {
      const both = shared.get(`${speaker} ${voice}`)
      if (both) both.frames += frames
      else shared.set(`${speaker} ${voice}`, { speaker, voice, frames })
    }
    const speakers = new Map<number, number>()
    for (const { speaker, voice } of [...shared.values()].sort((a, b) => b.frames - a.frames)) {
      if (!speakers.has(voice) && ![...speakers.values()].includes(speaker)) speakers.set(voice, speaker)
    }
    return speakers
  }

  #newSpeaker(taken: ReadonlyMap<number, number>): number {
    if (this.#speakers < this.#most) return this.#speakers++
    // Two that were taken for one voice are two again.
    const used = new Set(taken.values())
    for (let speaker = 0; ; speaker++) if (!used.has(speaker)) return speaker
  }

  /** What is old is added up by speaker, so that an hour costs no more than a minute. */
  #forget(): void {
    let frames = this.#recent.reduce((sum, { piece }) => sum + piece.spread.count, 0)
    let old = 0
    for (const { piece, speaker } of this.#recent) {
      if (frames <= RECENT_FRAMES) break
      frames -= piece.spread.count
      old++
      const known = this.#known.get(speaker)
      if (known) known.join(piece.spread)
      else this.#known.set(speaker, Spread.of([piece.spread]))
    }
    this.#recent = this.#recent.slice(old)
  }
}
