/**
 * Utterances without end, of which only those in sight are drawn: a feed, as screen readers know it, through which the
 * arrow keys lead.
 * @module
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { pathOf } from '../api/rest.ts'
import type { Utterance } from '../api/test-results.ts'
import { usePlaying } from '../parts/use-playing.ts'
import { texts } from '../texts.ts'
import { UtteranceRow } from './utterance-row.tsx'

const ESTIMATED_PX = 140
const A_PAGE = 5

type FeedProps = Readonly<{
  utterances: readonly Utterance[]
  names: readonly [string, string]
  /** Whether each shows its texts in display form too. */
  asRead: boolean
  inspection: boolean
}>

export function UtteranceFeed({ utterances, names, asRead, inspection }: FeedProps) {
  const outer = useRef<HTMLDivElement>(null)
  const { source, toggle } = usePlaying()
  const [current, setCurrent] = useState(0)
  const wanted = useRef(false)
  const rows = useVirtualizer({
    count: utterances.length,
    getScrollElement: () => outer.current,
    estimateSize: () => ESTIMATED_PX,
    overscan: 5
  })
  const last = utterances.length - 1
  const at = Math.min(current, last)

  // The row may have to be drawn before it can take the focus.
  useEffect(() => {
    if (!wanted.current) return
    const row = outer.current?.querySelector<HTMLElement>(`[data-index="${at}"] article`)
    if (!row) return
    wanted.current = false
    row.focus({ preventScroll: true })
  })

  const move = (to: number) => {
    const next = Math.max(0, Math.min(last, to))
    wanted.current = true
    setCurrent(next)
    rows.scrollToIndex(next)
  }

  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + A_PAGE,
      PageUp: at - A_PAGE,
      Home: 0,
      End: last
    }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
      return
    }
    const link = utterances[at]?.contentUrl
    if (event.key === 'Enter' && link !== undefined && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault()
      toggle(pathOf(link))
    }
  }

  const height = rows.getTotalSize()
  return (
    <div
      className="list"
      role="feed"
      ref={outer}
      aria-label={texts.tests.utterances}
      aria-busy={false}
      onKeyDown={pressed}
      style={{ height: `min(36rem, ${height + 2}px)` }}
    >
      <div style={{ height, position: 'relative' }} role="presentation">
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const utterance = utterances[index]
          if (!utterance) return null
          const link = utterance.contentUrl === undefined ? undefined : pathOf(utterance.contentUrl)
          return (
            <div
              key={key}
              data-index={index}
              ref={rows.measureElement}
              role="presentation"
              className="feed-place"
              style={{ transform: `translateY(${start}px)` }}
            >
              <UtteranceRow
                utterance={utterance}
                names={names}
                asRead={asRead}
                inspection={inspection}
                index={index}
                count={utterances.length}
                current={index === at}
                playing={link !== undefined && link === source}
                onPlay={toggle}
                onFocus={setCurrent}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
