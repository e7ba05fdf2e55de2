/** The keys of the editor. They work wherever the focus is on its page, except in a dialog. @module */
import { useEffect, useRef } from 'react'

export const commands = [
  'play',
  'back',
  'accept',
  'next',
  'previous',
  'uncertain',
  'leave',
  'undo',
  'redo',
  'split',
  'merge',
  'export'
] as const
export type Command = (typeof commands)[number]

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** @param writing whether the focus is where text is written: only there Enter has no meaning of its own */
export function commandOf(press: Press, writing: boolean): Command | undefined {
  const { key, code, shiftKey, altKey } = press
  const control = press.ctrlKey || press.metaKey
  if (control && !altKey) {
    const letter = key.toLowerCase()
    if (letter === 'z') return shiftKey ? 'redo' : 'undo'
    if (letter === 'y') return 'redo'
    if (key === ',') return 'back'
    if (key === ' ') return 'play'
    return key === 'Enter' && writing ? 'split' : undefined
  }
  if (altKey && !control) {
    if (key === 'Delete') return 'leave'
    // By its place, since some layouts write other characters with Alt.
    if (code === 'KeyJ') return 'merge'
    return code === 'KeyE' ? 'export' : undefined
  }
  if (control || altKey || shiftKey) return undefined
  const plain: Readonly<Record<string, Command>> = {
    Escape: 'play',
    PageDown: 'next',
    PageUp: 'previous',
    F8: 'uncertain',
    ...(writing ? { Enter: 'accept' } : {})
  }
  return plain[key]
}

export function useKeys(run: (command: Command) => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // Half a word of an input method is confirmed with Enter too.
      if (event.isComposing || document.querySelector('dialog[open]')) return
      const writing = event.target instanceof HTMLTextAreaElement
      const command = commandOf(event, writing)
      if (!command) return
      event.preventDefault()
      latest.current(command)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
