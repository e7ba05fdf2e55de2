/** Downloads all logs of an endpoint, with progress and a way to stop. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Endpoint } from '../api/entities.ts'
import { useRest } from '../api/session.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { downloadFile } from '../files/download.ts'
import { endpointTexts } from './texts.ts'

export function DownloadLogs({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const rest = useRest()
  const [progress, setProgress] = useState('')
  const stop = useRef<AbortController>(undefined)
  // Leaving the page stops the download.
  useEffect(() => () => stop.current?.abort(), [])
  const download = useMutation({
    mutationFn: async (stopper: AbortController) => {
      const { logArchives } = await import('./log-archives.ts')
      const options = {
        onProgress: (done: number, all: number) => setProgress(endpointTexts.downloading(done, all)),
        signal: stopper.signal
      }
      let part = 0
      for await (const archive of logArchives(rest, endpoint, options)) {
        part += 1
        downloadFile(archive, endpointTexts.archiveName(endpoint.displayName, part))
      }
    }
  })
  const start = () => {
    stop.current = new AbortController()
    setProgress('')
    download.mutate(stop.current)
  }
  return (
    <>
      {download.isPending ? (
        <Button onClick={() => stop.current?.abort()}>{endpointTexts.stopDownload}</Button>
      ) : (
        <Button icon={<ArrowDownloadRegular />} onClick={start}>
          {endpointTexts.downloadAll}
        </Button>
      )}
      <span className="quiet" role="status">
        {download.isPending ? progress : ''}
      </span>
      <ErrorMessage error={stop.current?.signal.aborted ? undefined : download.error} />
    </>
  )
}
