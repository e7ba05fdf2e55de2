/** The recordings of a dataset: a list to search and play, with their transcripts. @module */
import { Button, Field, SearchBox } from '@fluentui/react-components'
import { PauseRegular, PlayRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ApiFile } from '../api/entities.ts'
import { useRest } from '../api/session.tsx'
import { isoSeconds } from '../api/transcriptions.ts'
import { useSamplePlayer } from '../components/sample-player.ts'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { Waveform } from '../components/waveform.tsx'
import { decodeAudio, SAMPLE_RATE } from '../files/wav.ts'
import { position } from '../format.ts'
import { datasetTexts } from './texts.ts'

export function Clips({ clips }: Readonly<{ clips: readonly ApiFile[] }>) {
  const [open, setOpen] = useState<string>()
  const [query, setQuery] = useState('')
  const text = query.toLowerCase()
  const shown = clips.filter(({ name, properties }) =>
    `${name} ${properties.transcript ?? ''}`.toLowerCase().includes(text)
  )
  return (
    <>
      <h2>{datasetTexts.recordings}</h2>
      {clips.length > 10 && (
        <Field label={datasetTexts.search} style={{ marginBottom: '0.75rem' }}>
          <SearchBox value={query} onChange={(_event, { value }) => setQuery(value)} />
        </Field>
      )}
      <VirtualList
        label={datasetTexts.recordings}
        items={shown}
        estimate={64}
        render={(clip) => (
          <div className="list-entry">
            <div className="clip">
              {open === clip.self ? (
                <ClipPlayer clip={clip} onClose={() => setOpen(undefined)} />
              ) : (
                <Button
                  icon={<PlayRegular />}
                  aria-label={datasetTexts.play(clip.name)}
                  onClick={() => setOpen(clip.self)}
                />
              )}
              <div className="clip-text">
                {clip.properties.transcript !== undefined && <div>{clip.properties.transcript}</div>}
                <div className="quiet">
                  {clip.name} · {position(isoSeconds(clip.properties.duration))}
                </div>
              </div>
            </div>
          </div>
        )}
      />
    </>
  )
}

/** Loads the audio of a clip, plays it, and shows its waveform. */
function ClipPlayer({ clip, onClose }: Readonly<{ clip: ApiFile; onClose: () => void }>) {
  const rest = useRest()
  const { data: samples, error } = useQuery({
    queryKey: ['clip', clip.self],
    gcTime: 0,
    staleTime: 'static',
    queryFn: async ({ signal }) => decodeAudio(await rest.getLinkedBlob(clip, signal))
  })
  const end = (samples?.length ?? 0) / SAMPLE_RATE
  const { playing, cursor, play, stop } = useSamplePlayer(0, Math.max(end, 0.1))
  useEffect(() => {
    if (samples) play(samples, 0, samples.length / SAMPLE_RATE)
  }, [samples, play])
  return (
    <>
      <Button
        icon={playing ? <PauseRegular /> : <PlayRegular />}
        aria-label={playing ? datasetTexts.pause(clip.name) : datasetTexts.play(clip.name)}
        onClick={() => (playing ? stop() : samples && play(samples, 0, end))}
        onKeyDown={({ key }) => key === 'Escape' && onClose()}
      />
      <div className="clip-wave">
        <ErrorMessage error={error} />
        {samples ? (
          <Waveform
            label={datasetTexts.waveform(clip.name)}
            samples={samples}
            from={0}
            to={end}
            cursor={cursor}
            onSeek={(second) => play(samples, second, end)}
          />
        ) : (
          !error && <Loading />
        )}
      </div>
    </>
  )
}
