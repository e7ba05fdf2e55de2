/** The models that an endpoint has served, and the way back to each. @module */
import { Button } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { type Endpoint, idOf, isWorking, type Reference } from '../api/entities.ts'
import { useChange, useRest } from '../api/session.tsx'
import { readServedModels, type ServedModel } from '../api/traffic.ts'
import { modelName } from '../parts/model-name.ts'
import { Refused } from '../parts/waiting.tsx'
import { date, texts } from '../texts.ts'

export function useServedModels(endpoint: Endpoint | undefined): readonly ServedModel[] {
  const rest = useRest()
  const { data } = useQuery({
    // A deployment that has ended may have added one.
    queryKey: ['served', endpoint?.self, endpoint?.status, endpoint?.model.self],
    enabled: endpoint !== undefined,
    queryFn: ({ signal }) => (endpoint ? readServedModels(rest, endpoint, signal) : []),
    placeholderData: (before) => before
  })
  return data ?? []
}

const nameOf = ({ model, displayName }: ServedModel): string =>
  displayName === '' ? idOf(model) : modelName({ self: model.self, displayName })

type HistoryProps = Readonly<{ endpoint: Endpoint; served: readonly ServedModel[] }>

export function ModelHistory({ endpoint, served }: HistoryProps) {
  const heading = useId()
  const rollback = useChange((rest) => rest.post(`${endpoint.self}:rollback`))
  const again = useChange((rest, model: Reference) =>
    rest.patch(endpoint.self, { model: { self: model.self } })
  )
  const busy = isWorking(endpoint) || rollback.isPending || again.isPending
  const back = served.find(({ model, available }) => available && idOf(model) !== idOf(endpoint.model))
  if (served.length === 0) return null
  return (
    <section aria-labelledby={heading}>
      <div className="head words-head">
        <h2 id={heading}>{texts.endpoints.history}</h2>
        {back && (
          <Button
            icon={<ArrowUndoRegular />}
            disabled={busy}
            onClick={() => rollback.mutate(undefined)}
            title={texts.endpoints.historyMore}
          >
            {texts.endpoints.rollback(nameOf(back))}
          </Button>
        )}
      </div>
      <Refused error={rollback.error ?? again.error} />
      <div className="scroll">
        <table className="roomy">
          <thead>
            <tr>
              <th>{texts.endpoints.model}</th>
              <th>{texts.endpoints.since}</th>
              <th>{texts.endpoints.until}</th>
              <th>
                <span className="hidden">{texts.endpoints.actions}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {served.map((one, index) => (
              <tr key={one.place}>
                <td>{nameOf(one)}</td>
                <td className="nowrap">{date(one.startDateTime)}</td>
                <td className="nowrap">
                  {one.endDateTime === undefined ? texts.endpoints.serving : date(one.endDateTime)}
                </td>
                <td>
                  {!one.available && <span className="quiet">{texts.endpoints.gone}</span>}
                  {one.available && index > 0 && idOf(one.model) !== idOf(endpoint.model) && (
                    <Button size="small" disabled={busy} onClick={() => again.mutate(one.model)}>
                      {texts.endpoints.deployAgain}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
