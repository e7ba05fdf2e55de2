/** A dialog with one action, which stays open with the error if the action fails. @module */
import { Button } from '@fluentui/react-components'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { texts } from '../texts.ts'
import { ErrorMessage } from './status.tsx'

type WizardProps = Readonly<{
  title: string
  action: string
  ready?: boolean
  busy?: boolean
  /** The action is complete, and the dialog only shows its result. */
  done?: boolean
  error?: unknown
  onClose: () => void
  onAction: () => void
  children: ReactNode
}>

/** A native dialog element: it traps the focus, and leaves nothing behind when the page changes. */
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
        // Closing a file chooser without a selection also sends this event.
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
        <ErrorMessage error={error} />
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
