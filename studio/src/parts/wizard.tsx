/** A dialog that asks, sends, and stays open with the reason when it was refused. @module */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle
} from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { texts } from '../texts.ts'
import { Refused } from './waiting.tsx'

type WizardProps = Readonly<{
  title: string
  action: string
  ready?: boolean
  busy?: boolean
  error?: unknown
  onClose: () => void
  onAction: () => void
  children: ReactNode
}>

export const Wizard = ({
  title,
  action,
  ready = true,
  busy,
  error,
  onClose,
  onAction,
  children
}: WizardProps) => (
  <Dialog open onOpenChange={(_event, { open }) => !open && onClose()}>
    <DialogSurface>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onAction()
        }}
      >
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <div className="stack">
              {children}
              <Refused error={error} />
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{texts.cancel}</Button>
            <Button appearance="primary" type="submit" disabled={!ready || busy === true}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </DialogSurface>
  </Dialog>
)
