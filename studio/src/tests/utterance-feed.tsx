/**
 * A list of any number of utterances, of which only the visible ones are rendered. It has the ARIA role `feed`; the
 * arrow keys move through it.
 * @module
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Utterance } from '../api/evaluation-results.ts'
import { pathOf } from '../api/rest.ts'
import { useAudioPlayer } from '../components/audio-player.ts'
import { testTexts } from './texts.ts'
import { UtteranceRow } from './utterance-row.tsx'

const ESTIMATED_PX = 140
const PAGE_ROWS = 5

type FeedProps = Readonly<{
  utterances: readonly Utterance[]
  names: readonly [string, string]
  /** Whether to show the display text of each utterance. */
  showDisplayText: boolean
  inspection: boolean
}>

export function UtteranceFeed({ utterances, names, showDisplayText, inspection }: FeedProps) {
  const outer = useRef<HTMLDivElement>(null)
  const { source, toggle } = useAudioPlayer()
  const [current, setCurrent] = useState(0)
  const focusPending = useRef(false)
  const rows = useVirtualizer({
    count: utterances.length,
    getScrollElement: () => outer.current,
    estimateSize: () => ESTIMATED_PX,
    overscan: 5
  })
  const last = utterances.length - 1
  const at = Math.min(current, last)

  // The row must be rendered before it can take the focus.
  useEffect(() => {
    if (!focusPending.current) return
    const row = outer.current?.querySelector<HTMLElement>(`[data-index="${at}"] article`)
    if (!row) return
    focusPending.current = false
    row.focus({ preventScroll: true })
  })

  const move = (to: number) => {
    const next = Math.max(0, Math.min(last, to))
    focusPending.current = true
    setCurrent(next)
    rows.scrollToIndex(next)
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const offsets: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + PAGE_ROWS,
      PageUp: at - PAGE_ROWS,
      Home: 0,
      End: last
    }
    const to = offsets[event.key]
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
      aria-label={testTexts.utterances}
      aria-busy={false}
      onKeyDown={onKey}
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
              className="feed-row"
              style={{ transform: `translateY(${start}px)` }}
            >
              <UtteranceRow
                utterance={utterance}
                names={names}
                showDisplayText={showDisplayText}
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
