/** The models that an endpoint has served, each of which can be deployed again. @module */
import { Button } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { type Deployment, readDeployments } from '../api/endpoint-traffic.ts'
import { type Endpoint, idOf, isInProgress, type Reference } from '../api/entities.ts'
import { useChange, useRest } from '../api/session.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { Table } from '../components/table.tsx'
import { dateTime, modelName } from '../format.ts'
import { texts } from '../texts.ts'
import { endpointTexts } from './texts.ts'

export function useDeployments(endpoint: Endpoint | undefined): readonly Deployment[] {
  const rest = useRest()
  const { data } = useQuery({
    // A completed deployment adds an entry.
    queryKey: ['served', endpoint?.self, endpoint?.status, endpoint?.model.self],
    enabled: endpoint !== undefined,
    queryFn: ({ signal }) => (endpoint ? readDeployments(rest, endpoint, signal) : []),
    placeholderData: (before) => before
  })
  return data ?? []
}

const nameOf = ({ model, displayName }: Deployment): string =>
  displayName === '' ? idOf(model) : modelName({ self: model.self, displayName })

type HistoryProps = Readonly<{ endpoint: Endpoint; deployments: readonly Deployment[] }>

export function DeploymentHistory({ endpoint, deployments }: HistoryProps) {
  const heading = useId()
  const rollback = useChange((rest) => rest.post(`${endpoint.self}:rollback`))
  const again = useChange((rest, model: Reference) =>
    rest.patch(endpoint.self, { model: { self: model.self } })
  )
  const busy = isInProgress(endpoint) || rollback.isPending || again.isPending
  const previous = deployments.find(
    ({ model, available }) => available && idOf(model) !== idOf(endpoint.model)
  )
  if (deployments.length === 0) return null
  return (
    <section aria-labelledby={heading}>
      <div className="head section-head">
        <h2 id={heading}>{endpointTexts.history}</h2>
        {previous && (
          <Button
            icon={<ArrowUndoRegular />}
            disabled={busy}
            onClick={() => rollback.mutate(undefined)}
            title={endpointTexts.rollbackHint}
          >
            {endpointTexts.rollback(nameOf(previous))}
          </Button>
        )}
      </div>
      <ErrorMessage error={rollback.error ?? again.error} />
      <Table
        roomy
        rows={deployments}
        keyOf={({ number }) => number}
        columns={[
          { title: texts.model, cell: nameOf },
          { title: endpointTexts.since, nowrap: true, cell: ({ startDateTime }) => dateTime(startDateTime) },
          {
            title: endpointTexts.until,
            nowrap: true,
            cell: ({ endDateTime }) =>
              endDateTime === undefined ? endpointTexts.serving : dateTime(endDateTime)
          },
          {
            title: texts.actions,
            hidden: true,
            cell: ({ model, available }, index) => (
              <>
                {!available && <span className="quiet">{endpointTexts.modelDeleted}</span>}
                {available && index > 0 && idOf(model) !== idOf(endpoint.model) && (
                  <Button size="small" disabled={busy} onClick={() => again.mutate(model)}>
                    {endpointTexts.deployAgain}
                  </Button>
                )}
              </>
            )
          }
        ]}
      />
    </section>
  )
}
