/** What a page shows while it loads, when a request failed, when there is nothing yet, and how far a job is. @module */
import {
  Badge,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Spinner
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type Entity, isInProgress, type JobProgress, type Status } from '../api/entities.ts'
import { RestError } from '../api/rest.ts'
import { wholePercent } from '../format.ts'
import { texts } from '../texts.ts'

export const Loading = () => <Spinner label={texts.loading} size="small" />

/** Nothing where there is no error. */
export function ErrorMessage({ error }: Readonly<{ error: unknown }>) {
  if (!error) return null
  const code = error instanceof RestError ? error.code : undefined
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {code && <MessageBarTitle>{code}</MessageBarTitle>}
        {error instanceof Error ? error.message : String(error)}
      </MessageBarBody>
    </MessageBar>
  )
}

/** Says what belongs in an empty list and how to add it. */
export const EmptyState = ({
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

export const isNotFound = (error: unknown): boolean => error instanceof RestError && error.status === 404

/** Shown in place of an entity that was deleted here, in another window, or through the API. */
export const DeletedNotice = ({
  text,
  back,
  href
}: Readonly<{ text: string; back: string; href: string }>) => (
  <div className="stack">
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
    <Link className="link" href={href}>
      {back}
    </Link>
  </div>
)

const STATUS_COLORS = {
  NotStarted: 'informative',
  Running: 'brand',
  Succeeded: 'success',
  Failed: 'danger'
} as const satisfies Record<Status, string>

export const StatusBadge = ({ status }: Readonly<{ status: Status | undefined }>) =>
  status ? (
    <Badge appearance="tint" color={STATUS_COLORS[status]}>
      {texts.statuses[status]}
    </Badge>
  ) : null

/** Progress and stage of a job while it runs, and the reason if it failed. */
export function JobStatus({ entity }: Readonly<{ entity: Entity & { properties?: JobProgress } }>) {
  const { progress, stage, error } = entity.properties ?? {}
  if (isInProgress(entity)) {
    return (
      <div className="stack" role="status">
        <div className="row">
          <StatusBadge status={entity.status} />
          <span className="quiet">
            {stage ?? ''} {progress === undefined ? '' : wholePercent(progress)}
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
