/** The draft being edited, saved in the browser shortly after each change. @module */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { type Action, type Draft, type Editing, edit, startEditing } from './draft.ts'
import { storeDraft } from './draft-store.ts'

const SAVE_DELAY_MS = 300

/** `elsewhere`: another window changed the draft, so this one is out of date. */
export type SaveState = 'saved' | 'saving' | 'elsewhere' | Error

/** Windows announce the drafts that they save. */
const DRAFTS_CHANNEL = 'vernacular-drafts'

export function useEditing(initial: Draft): readonly [Editing, (action: Action) => void, SaveState] {
  const [editing, act] = useReducer(edit, initial, startEditing)
  const [saved, setSaved] = useState<SaveState>('saved')
  const { draft } = editing
  const latest = useRef(initial)
  const stored = useRef(initial)
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
      // The storage of the browser may be full.
      setSaved(error instanceof Error ? error : new Error(String(error)))
    }
  }, [])

  useEffect(() => {
    if (draft === stored.current || outdated.current) return
    setSaved('saving')
    const timer = setTimeout(() => void save(), SAVE_DELAY_MS)
    return () => clearTimeout(timer)
  }, [draft, save])

  useEffect(() => {
    const others = new BroadcastChannel(DRAFTS_CHANNEL)
    channel.current = others
    others.onmessage = ({ data }) => {
      if (data !== initial.id) return
      outdated.current = true
      setSaved('elsewhere')
    }
    return () => {
      channel.current = undefined
      others.close()
    }
  }, [initial.id])

  useEffect(() => {
    const onLeave = () => void save()
    addEventListener('pagehide', onLeave)
    return () => {
      removeEventListener('pagehide', onLeave)
      onLeave()
    }
  }, [save])
  return [editing, act, saved]
}
