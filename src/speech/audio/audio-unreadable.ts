/** Why audio could not be read, as codes that callers can tell apart. @module */

/**
 * - `not-audio`: no audio format was recognised in the bytes, or the file has no audio track
 * - `empty`: a proper file without a single sample
 * - `truncated`: it ends before the length that its header states; every sample that was there has been yielded
 * - `malformed`: a WAV header that contradicts itself
 * - `damaged`: the decoder gave up, or met too many errors, after it had begun
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

/** The audio cannot be read; the message says what was found and what is accepted. */
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
