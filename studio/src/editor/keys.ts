/** The keys of the editor. They work wherever the focus is on its page, except in a dialog. @module */
import { useEffect, useRef } from 'react'
import { type Command, commandOf } from './commands.ts'

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
