/** The transcription of one recording of a batch; each phrase plays its part of the audio. @module */
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ApiFile } from '../api/entities.ts'
import { useRest } from '../api/session.tsx'
import { channelsOf, type RecordingTranscription, timedPhrases } from '../api/transcriptions.ts'
import { FilePicker } from '../components/file-picker.tsx'
import { useObjectUrl } from '../components/object-url.ts'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { TranscriptDownloads } from '../components/transcript-downloads.tsx'
import '../components/segments.css'
import { position, wholePercent } from '../format.ts'
import { texts } from '../texts.ts'
import { batchTexts } from './texts.ts'

type ViewProps = Readonly<{
  file: ApiFile
  isFromDataset: boolean
  /** Where the browser can play a recording of this name; undefined if it cannot. */
  audioUrl: (source: string) => string | undefined
}>

export function RecordingView({ file, isFromDataset, audioUrl }: ViewProps) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['recording', file.self],
    staleTime: 'static',
    queryFn: ({ signal }) => rest.getLinkedJson<RecordingTranscription>(file, signal)
  })
  if (!data) return error ? <ErrorMessage error={error} /> : <Loading />
  return <Recording result={data} isFromDataset={isFromDataset} url={audioUrl(data.source)} />
}

type RecordingProps = Readonly<{
  result: RecordingTranscription
  isFromDataset: boolean
  url: string | undefined
}>

function Recording({ result, isFromDataset, url }: RecordingProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const [file, setFile] = useState<File>()
  const localUrl = useObjectUrl(file)
  const [time, setTime] = useState(-1)
  const phrases = timedPhrases(result)
  const severalChannels = channelsOf(result).length > 1
  const source = url ?? localUrl
  const playFrom = (second: number) => {
    const { current } = audio
    if (!current) return
    current.currentTime = second
    void current.play()
  }
  return (
    <div className="stack">
      <div className="row between">
        <strong>{result.source}</strong>
        <TranscriptDownloads
          label={batchTexts.downloads}
          recording={result.source}
          phrases={phrases}
          answer={result}
        />
      </div>
      {source && (
        <audio
          ref={audio}
          controls
          preload="metadata"
          src={source}
          aria-label={texts.audioOf(result.source)}
          onTimeUpdate={({ currentTarget }) => setTime(currentTarget.currentTime)}
        >
          <track kind="captions" />
        </audio>
      )}
      {!source && !isFromDataset && (
        <FilePicker
          label={batchTexts.chooseAudio}
          hint={batchTexts.noAudio}
          accept="audio/*,video/*"
          file={file}
          onFile={setFile}
        />
      )}
      {phrases.length === 0 && <p>{batchTexts.noSpeech}</p>}
      <div>
        {phrases.map(({ start, end, text }, index) => {
          const phrase = result.recognizedPhrases[index]
          const best = phrase?.nBest[0]
          return (
            <button
              key={`${start}-${phrase?.channel ?? 0}`}
              type="button"
              className="segment"
              disabled={!source}
              {...(time >= start && time < end ? { 'aria-current': 'true' as const } : {})}
              title={batchTexts.playFrom(position(start))}
              onClick={() => playFrom(start)}
            >
              <span className="quiet">
                {position(start)}
                {severalChannels && phrase && <div>{batchTexts.channel(phrase.channel)}</div>}
              </span>
              <span className="segment-text">{text}</span>
              <span className="quiet">{best && wholePercent(best.confidence)}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
