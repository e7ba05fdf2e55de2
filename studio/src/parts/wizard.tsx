/** A dialog that asks, sends, and stays open with the reason when it was refused. @module */
import { Button } from '@fluentui/react-components'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { texts } from '../texts.ts'
import { Refused } from './waiting.tsx'

type WizardProps = Readonly<{
  title: string
  action: string
  ready?: boolean
  busy?: boolean
  /** It has done what it was opened for, and there is only something to read. */
  done?: boolean
  error?: unknown
  onClose: () => void
  onAction: () => void
  children: ReactNode
}>

/** The browser's own dialog: it keeps the focus, and leaves nothing hidden behind it when the page moves on. */
export function Wizard(props: WizardProps) {
  const { title, action, ready = true, busy, done, error, onClose, onAction, children } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      className="wizard"
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A file chooser that is closed without a choice tells it too.
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onAction()
        }}
      >
        <h2 id={heading}>{title}</h2>
        {children}
        <Refused error={error} />
        <div className="row end">
          <Button onClick={onClose}>{done ? texts.close : texts.cancel}</Button>
          <Button appearance="primary" type="submit" disabled={!ready || busy === true}>
            {action}
          </Button>
        </div>
      </form>
    </dialog>
  )
}
