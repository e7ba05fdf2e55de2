/** The frame of every page that lists entities: title, actions, and what to show until there are some. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import type { ReactElement, ReactNode } from 'react'
import { EmptyState, ErrorMessage, Loading } from './status.tsx'

type ListFrameProps<T> = Readonly<{
  texts: Readonly<{ title: string; empty: string; emptyMore: string }>
  /** Its data are undefined while the entries load. */
  list: Readonly<{ data: readonly T[] | undefined; error: unknown }>
  /** What creates an entry: a button next to the title, or inside the empty state. */
  create: Readonly<{ label: string; icon?: ReactElement; onClick: () => void }>
  /** Further actions next to the title. */
  actions?: ReactNode
  /** Draws the entries; called only when there is at least one. */
  children: (items: readonly T[]) => ReactNode
}>

export function ListFrame<T>({ texts, list, create, actions, children }: ListFrameProps<T>) {
  const { data: items, error } = list
  const filled = items !== undefined && items.length > 0
  const button = (
    <Button appearance="primary" icon={create.icon ?? <AddRegular />} onClick={create.onClick}>
      {create.label}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.title}</h1>
        <div className="row">
          {actions}
          {filled && button}
        </div>
      </div>
      <ErrorMessage error={error} />
      {!items && !error && <Loading />}
      {items?.length === 0 && (
        <EmptyState title={texts.empty} more={texts.emptyMore}>
          {button}
        </EmptyState>
      )}
      {filled && children(items)}
    </>
  )
}
