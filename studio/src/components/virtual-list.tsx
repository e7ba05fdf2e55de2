/** A list of any length that renders only the visible entries. @module */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'

type ListProps<T> = Readonly<{
  label: string
  items: readonly T[]
  /** Height in pixels of an entry before it is rendered. */
  estimate: number
  render: (item: T) => ReactNode
  /** Index of the entry to scroll to. */
  current?: number
}>

export function VirtualList<T>({ label, items, estimate, render, current }: ListProps<T>) {
  const outer = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => outer.current,
    estimateSize: () => estimate,
    overscan: 6
  })
  useEffect(() => {
    if (current !== undefined) rows.scrollToIndex(current)
  }, [rows, current])
  const height = rows.getTotalSize()
  return (
    <section
      className="list"
      ref={outer}
      aria-label={label}
      // A scrollable area must be reachable by keyboard.
      tabIndex={0}
      style={{ height: `min(34rem, ${height + 2}px)` }}
    >
      <div style={{ height, position: 'relative' }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const item = items[index]
          return item === undefined ? null : (
            <div
              key={key}
              data-index={index}
              ref={rows.measureElement}
              style={{ position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${start}px)` }}
            >
              {render(item)}
            </div>
          )
        })}
      </div>
    </section>
  )
}
