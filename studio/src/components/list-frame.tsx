/** The frame of every page that lists entities: title, actions, and what to show until there are some. @module */
import type { ReactNode } from 'react'
import { EmptyState, ErrorMessage, Loading } from './status.tsx'

type ListFrameProps<T> = Readonly<{
  title: string
  /** All entries; undefined while they load. */
  items: readonly T[] | undefined
  error: unknown
  empty: Readonly<{ title: string; more: string }>
  /** The button that creates an entry: next to the title, or inside the empty state. */
  create: ReactNode
  /** Further actions next to the title. */
  actions?: ReactNode
  /** Draws the entries; called only when there is at least one. */
  children: (items: readonly T[]) => ReactNode
}>

export function ListFrame<T>({ title, items, error, empty, create, actions, children }: ListFrameProps<T>) {
  const filled = items !== undefined && items.length > 0
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <div className="row">
          {actions}
          {filled && create}
        </div>
      </div>
      <ErrorMessage error={error} />
      {!items && !error && <Loading />}
      {items?.length === 0 && (
        <EmptyState title={empty.title} more={empty.more}>
          {create}
        </EmptyState>
      )}
      {filled && children(items)}
    </>
  )
}
