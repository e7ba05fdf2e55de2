/** What stands where an answer is not there yet, was refused, or is empty. @module */
import {
  Badge,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Spinner
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { type Entity, isWorking, type Status, type Work } from '../api/entities.ts'
import { Refusal } from '../api/rest.ts'
import { texts } from '../texts.ts'

export const Loading = () => <Spinner label={texts.loading} size="small" />

export function Refused({ error }: Readonly<{ error: unknown }>) {
  if (!error) return null
  const code = error instanceof Refusal ? error.code : undefined
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {code && <MessageBarTitle>{code}</MessageBarTitle>}
        {error instanceof Error ? error.message : String(error)}
      </MessageBarBody>
    </MessageBar>
  )
}

/** An empty list says what belongs there and how it gets there. */
export const Empty = ({
  title,
  more,
  children
}: Readonly<{ title: string; more: string; children?: ReactNode }>) => (
  <div className="empty">
    <strong>{title}</strong>
    <p className="quiet">{more}</p>
    {children}
  </div>
)

const COLOURS = {
  NotStarted: 'informative',
  Running: 'brand',
  Succeeded: 'success',
  Failed: 'danger'
} as const satisfies Record<Status, string>

export const StatusBadge = ({ status }: Readonly<{ status: Status | undefined }>) =>
  status ? (
    <Badge appearance="tint" color={COLOURS[status]}>
      {texts.statuses[status]}
    </Badge>
  ) : null

/** How far work is and at what, and why it failed. */
export function WorkState({ entity }: Readonly<{ entity: Entity & { properties?: Work } }>) {
  const { progress, stage, error } = entity.properties ?? {}
  if (isWorking(entity)) {
    return (
      <div className="stack" role="status">
        <div className="row">
          <StatusBadge status={entity.status} />
          <span className="quiet">
            {stage ?? ''} {progress === undefined ? '' : `${Math.round(100 * progress)} %`}
          </span>
        </div>
        <ProgressBar
          aria-label={texts.statuses.Running}
          {...(progress === undefined ? {} : { value: progress })}
        />
      </div>
    )
  }
  if (error) {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{error.code}</MessageBarTitle>
          {error.message}
        </MessageBarBody>
      </MessageBar>
    )
  }
  return <StatusBadge status={entity.status} />
}
