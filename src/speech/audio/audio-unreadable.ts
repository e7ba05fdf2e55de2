/** The error of audio that cannot be decoded, with a code for callers. @module */

/**
 * - `not-audio`: the bytes are in no known audio format, or the file has no audio track
 * - `empty`: a valid file without a single sample
 * - `truncated`: it ends before the length in its header; every sample before the end has been yielded
 * - `malformed`: a WAV header that contradicts itself
 * - `damaged`: the decoder stopped, or met too many errors, after the first samples
 * - `too-long`: longer than the caller allows
 * - `no-decoder`: the `ffmpeg` program, needed for this format, is not installed
 */
export type AudioUnreadableCode =
  | 'not-audio'
  | 'empty'
  | 'truncated'
  | 'malformed'
  | 'damaged'
  | 'too-long'
  | 'no-decoder'

/** The audio cannot be decoded; the message says what was found and what is accepted. */
export class AudioUnreadable extends Error {
  override readonly name = 'AudioUnreadable'
  constructor(
    readonly code: AudioUnreadableCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
