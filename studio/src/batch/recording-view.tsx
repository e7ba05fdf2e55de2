/** What was understood of one recording: each phrase leads to its place in the sound. @module */
import { Button } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { formats, stem, written } from '../api/captions.ts'
import type { ApiFile } from '../api/entities.ts'
import { save } from '../api/save.ts'
import { useRest } from '../api/session.tsx'
import { channelsOf, type RecordingResult, timedPhrases } from '../api/transcriptions.ts'
import { FilePicker } from '../parts/file-picker.tsx'
import { Loading, Refused } from '../parts/waiting.tsx'
import { clockOf, texts } from '../texts.ts'
import '../parts/segments.css'
import './batch.css'

const words = texts.batch

type ViewProps = Readonly<{
  file: ApiFile
  ofDataset: boolean
  soundOf: (source: string) => string | undefined
}>

export function RecordingView({ file, ofDataset, soundOf }: ViewProps) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['recording', file.self],
    staleTime: 'static',
    queryFn: ({ signal }) => rest.content<RecordingResult>(file, signal)
  })
  if (!data) return error ? <Refused error={error} /> : <Loading />
  return <Shown result={data} ofDataset={ofDataset} sound={soundOf(data.source)} />
}

type ShownProps = Readonly<{ result: RecordingResult; ofDataset: boolean; sound: string | undefined }>

function Shown({ result, ofDataset, sound }: ShownProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const [given, setGiven] = useState<File>()
  const [local, setLocal] = useState<string>()
  const [at, setAt] = useState(-1)
  useEffect(() => {
    if (!given) return
    const address = URL.createObjectURL(given)
    setLocal(address)
    return () => URL.revokeObjectURL(address)
  }, [given])
  const phrases = timedPhrases(result)
  const several = channelsOf(result).length > 1
  const source = sound ?? local
  return (
    <div className="stack">
      <div className="row spread">
        <strong>{result.source}</strong>
        <div className="row">
          {formats.map((format) => (
            <Button
              key={format}
              size="small"
              onClick={() => save(written(format, phrases, result), `${stem(result.source)}.${format}`)}
            >
              {format}
            </Button>
          ))}
        </div>
      </div>
      {source && (
        <audio
          ref={audio}
          controls
          preload="metadata"
          src={source}
          aria-label={words.audioOf(result.source)}
          onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        >
          <track kind="captions" />
        </audio>
      )}
      {!source && !ofDataset && (
        <FilePicker
          label={words.chooseAudio}
          hint={words.noAudio}
          accept="audio/*,video/*"
          file={given}
          onFile={setGiven}
        />
      )}
      {phrases.length === 0 && <p>{words.nothing}</p>}
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
              {...(at >= start && at < end ? { 'aria-current': 'true' as const } : {})}
              title={words.phrase(clockOf(start))}
              onClick={() => {
                const { current } = audio
                if (!current) return
                current.currentTime = start
                void current.play()
              }}
            >
              <span className="quiet">
                {clockOf(start)}
                {several && phrase && <div>{words.channel(phrase.channel)}</div>}
              </span>
              <span className="said">{text}</span>
              <span className="quiet">{best && `${Math.round(100 * best.confidence)} %`}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
