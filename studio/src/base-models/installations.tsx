/** Installations that are in progress or failed recently. @module */
import { Button, MessageBar, MessageBarBody, MessageBarTitle, ProgressBar } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import type { BaseModelInstallation, BaseModelInstallations } from '../../../src/openapi/api-types.ts'
import { isInProgress } from '../api/entities.ts'
import { POLL_INTERVAL_MS } from '../api/rest.ts'
import { useChange, useRest } from '../api/session.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { wholePercent } from '../format.ts'
import { baseModelTexts } from './texts.ts'

/** Older failures say nothing any more. */
const FAILURES_SHOWN_MS = 3_600_000

export function Installations() {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['installations'],
    queryFn: ({ signal }) => rest.get<BaseModelInstallations>('/operations/models/install', signal),
    refetchInterval: ({ state }) => (state.data?.values.some(isInProgress) ? POLL_INTERVAL_MS : false)
  })
  const shown =
    data?.values.filter((installation) => isInProgress(installation) || hasFailed(installation)) ?? []
  if (shown.length === 0) return <ErrorMessage error={error} />
  return (
    <section className="stack" aria-label={baseModelTexts.installations}>
      {shown.map((installation) => (
        <InstallationCard key={installation.id} installation={installation} />
      ))}
    </section>
  )
}

const hasFailed = ({ status, lastActionDateTime }: BaseModelInstallation): boolean =>
  status === 'Failed' && Date.now() - Date.parse(lastActionDateTime ?? '') < FAILURES_SHOWN_MS

function InstallationCard({ installation }: Readonly<{ installation: BaseModelInstallation }>) {
  const { self, title, progress, stage, error } = installation
  const cancel = useChange((rest) => rest.post(`${self}:cancel`))
  if (error) {
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{baseModelTexts.inProgress(title)}</MessageBarTitle>
          {error.message}
        </MessageBarBody>
      </MessageBar>
    )
  }
  return (
    <div className="card stack" role="status">
      <div className="head">
        <strong>{baseModelTexts.inProgress(title)}</strong>
        <Button disabled={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {baseModelTexts.cancel}
        </Button>
      </div>
      <span className="quiet">
        {stage} {progress === undefined ? '' : wholePercent(progress)}
      </span>
      <ProgressBar
        aria-label={baseModelTexts.inProgress(title)}
        {...(progress === undefined ? {} : { value: progress })}
      />
      <ErrorMessage error={cancel.error} />
    </div>
  )
}
