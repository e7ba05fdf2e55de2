/** Decodes recordings to 16 kHz mono samples, and encodes samples as WAV. @module */

export const SAMPLE_RATE = 16_000
const HEADER_BYTES = 44

/** @throws DOMException if the browser cannot decode the recording */
export async function decodeAudio(recording: Blob): Promise<Int16Array<ArrayBuffer>> {
  const bytes = await recording.arrayBuffer()
  return readPcm(bytes) ?? decodeInBrowser(bytes)
}

/** Reads a WAV in the format of the service directly: decoding an hour of audio in the browser needs far more memory. */
function readPcm(bytes: ArrayBuffer): Int16Array<ArrayBuffer> | undefined {
  if (bytes.byteLength < HEADER_BYTES) return undefined
  const view = new DataView(bytes)
  const text = (at: number) => String.fromCharCode(...new Uint8Array(bytes, at, 4))
  const matches =
    text(0) === 'RIFF' &&
    text(12) === 'fmt ' &&
    text(36) === 'data' &&
    view.getUint16(20, true) === 1 &&
    view.getUint16(22, true) === 1 &&
    view.getUint32(24, true) === SAMPLE_RATE &&
    view.getUint16(34, true) === 16
  if (!matches) return undefined
  const length = Math.min(view.getUint32(40, true), bytes.byteLength - HEADER_BYTES)
  return new Int16Array(bytes.slice(HEADER_BYTES, HEADER_BYTES + length - (length % 2)))
}

async function decodeInBrowser(bytes: ArrayBuffer): Promise<Int16Array<ArrayBuffer>> {
  const context = new OfflineAudioContext(1, 1, SAMPLE_RATE)
  const audio = await context.decodeAudioData(bytes)
  const mixer = new OfflineAudioContext(1, Math.max(1, Math.ceil(audio.duration * SAMPLE_RATE)), SAMPLE_RATE)
  const source = mixer.createBufferSource()
  source.buffer = audio
  source.connect(mixer.destination)
  source.start()
  const samples = (await mixer.startRendering()).getChannelData(0)
  return Int16Array.from(samples, (sample) => Math.round(32_767 * Math.max(-1, Math.min(1, sample))))
}

export function encodeWav(samples: Int16Array<ArrayBuffer>): Blob {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES))
  const text = (at: number, value: string) => {
    for (let index = 0; index < value.length; index++) view.setUint8(at + index, value.charCodeAt(index))
  }
  text(0, 'RIFF')
  view.setUint32(4, 36 + samples.byteLength, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, SAMPLE_RATE, true)
  view.setUint32(28, 2 * SAMPLE_RATE, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples.byteLength, true)
  return new Blob([view, samples], { type: 'audio/wav' })
}
