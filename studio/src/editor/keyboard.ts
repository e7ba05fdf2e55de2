/** Keyboard shortcuts of the editor. They work anywhere on its page, except in a dialog. @module */
import { useEffect, useRef } from 'react'

export type Command =
  | 'play'
  | 'back'
  | 'accept'
  | 'next'
  | 'previous'
  | 'uncertain'
  | 'exclude'
  | 'undo'
  | 'redo'
  | 'split'
  | 'merge'
  | 'export'

/** The fields of a keyboard event that matter. */
type KeyPress = Readonly<{
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}>

/** @param writing whether the focus is in the text: elsewhere, Enter activates the focused button */
export function commandOf(press: KeyPress, writing: boolean): Command | undefined {
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
    if (key === 'Delete') return 'exclude'
    // By key position, because Alt changes the character on some keyboard layouts.
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

export function useKeyboard(run: (command: Command) => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Enter also confirms the composition of an input method.
      if (event.isComposing || document.querySelector('dialog[open]')) return
      const writing = event.target instanceof HTMLTextAreaElement
      const command = commandOf(event, writing)
      if (!command) return
      event.preventDefault()
      latest.current(command)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
