/** The recordings of a dataset: what is said in each, to be seen, found and heard. @module */
import { Button, Field, SearchBox } from '@fluentui/react-components'
import { PauseRegular, PlayRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ApiFile } from '../api/entities.ts'
import { useRest } from '../api/session.tsx'
import { isoSeconds } from '../api/transcriptions.ts'
import { RATE, samplesOf } from '../api/wav.ts'
import { usePlayer } from '../parts/player.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { Loading, Refused } from '../parts/waiting.tsx'
import { Waveform } from '../parts/waveform.tsx'
import { clockOf, texts } from '../texts.ts'

const words = texts.datasets

export function Clips({ clips }: Readonly<{ clips: readonly ApiFile[] }>) {
  const [open, setOpen] = useState<string>()
  const [wanted, setWanted] = useState('')
  const look = wanted.toLowerCase()
  const shown = clips.filter(({ name, properties }) =>
    `${name} ${properties.transcript ?? ''}`.toLowerCase().includes(look)
  )
  return (
    <>
      <h2>{words.listen}</h2>
      {clips.length > 10 && (
        <Field label={words.search} style={{ marginBottom: '0.75rem' }}>
          <SearchBox value={wanted} onChange={(_event, { value }) => setWanted(value)} />
        </Field>
      )}
      <VirtualList
        label={words.listen}
        items={shown}
        estimate={64}
        render={(clip) => (
          <div className="utterance">
            <div className="clip">
              {open === clip.self ? (
                <Opened clip={clip} onClose={() => setOpen(undefined)} />
              ) : (
                <Button
                  icon={<PlayRegular />}
                  aria-label={words.play(clip.name)}
                  onClick={() => setOpen(clip.self)}
                />
              )}
              <div className="clip-text">
                {clip.properties.transcript !== undefined && <div>{clip.properties.transcript}</div>}
                <div className="quiet">
                  {clip.name} · {clockOf(isoSeconds(clip.properties.duration))}
                </div>
              </div>
            </div>
          </div>
        )}
      />
    </>
  )
}

/** Its sound is fetched when it is opened, and plays at once: that was the wish. */
function Opened({ clip, onClose }: Readonly<{ clip: ApiFile; onClose: () => void }>) {
  const rest = useRest()
  const { data: samples, error } = useQuery({
    queryKey: ['clip', clip.self],
    gcTime: 0,
    staleTime: 'static',
    queryFn: async ({ signal }) => samplesOf(await rest.linked(clip, signal))
  })
  const end = (samples?.length ?? 0) / RATE
  const { playing, cursor, play, stop } = usePlayer(0, Math.max(end, 0.1))
  useEffect(() => {
    if (samples) play(samples, 0, samples.length / RATE)
  }, [samples, play])
  return (
    <>
      <Button
        icon={playing ? <PauseRegular /> : <PlayRegular />}
        aria-label={playing ? words.pause(clip.name) : words.play(clip.name)}
        onClick={() => (playing ? stop() : samples && play(samples, 0, end))}
        onKeyDown={({ key }) => key === 'Escape' && onClose()}
      />
      <div className="clip-wave">
        <Refused error={error} />
        {samples ? (
          <Waveform
            label={words.sound(clip.name)}
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
