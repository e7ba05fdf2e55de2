/** All logs of an endpoint with one click, with how far it is and a way to stop it. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Endpoint } from '../api/entities.ts'
import { save } from '../api/save.ts'
import { useRest } from '../api/session.tsx'
import { Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'

const words = texts.endpoints

export function DownloadLogs({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const rest = useRest()
  const [progress, setProgress] = useState('')
  const stop = useRef<AbortController>(undefined)
  // Nobody waits for it on another page.
  useEffect(() => () => stop.current?.abort(), [])
  const download = useMutation({
    mutationFn: async (stopper: AbortController) => {
      const { logArchives } = await import('./log-archives.ts')
      const wish = {
        onProgress: (done: number, all: number) => setProgress(words.downloading(done, all)),
        signal: stopper.signal
      }
      let part = 0
      for await (const archive of logArchives(rest, endpoint, wish)) {
        part += 1
        save(archive, words.archive(endpoint.displayName, part))
      }
    }
  })
  const begin = () => {
    stop.current = new AbortController()
    setProgress('')
    download.mutate(stop.current)
  }
  return (
    <>
      {download.isPending ? (
        <Button onClick={() => stop.current?.abort()}>{words.stopDownload}</Button>
      ) : (
        <Button icon={<ArrowDownloadRegular />} onClick={begin}>
          {words.downloadAll}
        </Button>
      )}
      <span className="quiet" role="status">
        {download.isPending ? progress : ''}
      </span>
      <Refused error={stop.current?.signal.aborted ? undefined : download.error} />
    </>
  )
}
