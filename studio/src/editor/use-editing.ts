/** The draft as it is being edited, saved in the browser a moment after each change. @module */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { type Action, beginEditing, type Draft, type Editing, edit } from './draft.ts'
import { storeDraft } from './draft-store.ts'

const SAVE_AFTER_MS = 300

/** `elsewhere`: another window changed the same draft, and what is seen here is no longer it. */
export type SaveState = 'saved' | 'saving' | 'elsewhere' | Error

/** On it windows tell each other which draft they stored. */
const CHANNEL = 'vernacular-drafts'

export function useEditing(begun: Draft): readonly [Editing, (action: Action) => void, SaveState] {
  const [editing, act] = useReducer(edit, begun, beginEditing)
  const [saved, setSaved] = useState<SaveState>('saved')
  const { draft } = editing
  const latest = useRef(begun)
  const stored = useRef(begun)
  const outdated = useRef(false)
  const channel = useRef<BroadcastChannel>(undefined)
  latest.current = draft

  const save = useCallback(async () => {
    const now = latest.current
    if (now === stored.current || outdated.current) return
    stored.current = now
    try {
      await storeDraft(now)
      channel.current?.postMessage(now.id)
      if (latest.current === now) setSaved('saved')
    } catch (error) {
      // The browser's room for pages may be used up.
      setSaved(error instanceof Error ? error : new Error(String(error)))
    }
  }, [])

  useEffect(() => {
    if (draft === stored.current || outdated.current) return
    setSaved('saving')
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [draft, save])

  useEffect(() => {
    const others = new BroadcastChannel(CHANNEL)
    channel.current = others
    others.onmessage = ({ data }) => {
      if (data !== begun.id) return
      outdated.current = true
      setSaved('elsewhere')
    }
    return () => {
      channel.current = undefined
      others.close()
    }
  }, [begun.id])

  useEffect(() => {
    const leave = () => void save()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [save])
  return [editing, act, saved]
}
