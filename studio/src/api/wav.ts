/** Any recording that the browser can play, as the 16 kHz mono WAV that recognition takes. @module */

const RATE = 16_000
const HEADER = 44

export async function toWav(recording: Blob): Promise<Blob> {
  const context = new OfflineAudioContext(1, 1, RATE)
  const decoded = await context.decodeAudioData(await recording.arrayBuffer())
  const mixer = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * RATE)), RATE)
  const source = mixer.createBufferSource()
  source.buffer = decoded
  source.connect(mixer.destination)
  source.start()
  const samples = (await mixer.startRendering()).getChannelData(0)
  const view = new DataView(new ArrayBuffer(HEADER + 2 * samples.length))
  const text = (at: number, value: string) => {
    for (let index = 0; index < value.length; index++) view.setUint8(at + index, value.charCodeAt(index))
  }
  text(0, 'RIFF')
  view.setUint32(4, 36 + 2 * samples.length, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, 2 * RATE, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, 2 * samples.length, true)
  samples.forEach((sample, index) => {
    view.setInt16(HEADER + 2 * index, Math.round(32_767 * Math.max(-1, Math.min(1, sample))), true)
  })
  return new Blob([view], { type: 'audio/wav' })
}
