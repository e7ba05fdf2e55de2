/** A dialog that is opened on its page, or by a link from another page that names what it is for. @module */
import { useState } from 'react'
import { useSearchParams } from 'wouter'

export type LinkedDialog = Readonly<{
  /** From the link. */
  value: string | undefined
  isOpen: boolean
  open: () => void
  close: () => void
}>

/** @param parameter of the query of the link: `model` of `?model=…` */
export function useLinkedDialog(parameter: string): LinkedDialog {
  const [search, setSearch] = useSearchParams()
  const value = search.get(parameter) ?? undefined
  const [isOpen, setOpen] = useState(value !== undefined)
  const close = () => {
    setOpen(false)
    // A page that is loaded again must not open the dialog again.
    if (value !== undefined) setSearch({}, { replace: true })
  }
  return { value, isOpen, open: () => setOpen(true), close }
}
