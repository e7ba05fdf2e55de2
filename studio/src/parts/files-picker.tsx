/** Several files by button or by dropping them. @module */
import { Button } from '@fluentui/react-components'
import { useRef, useState } from 'react'

type PickerProps = Readonly<{
  label: string
  hint: string
  accept: string
  onFiles: (files: readonly File[]) => void
}>

export function FilesPicker({ label, hint, accept, onFiles }: PickerProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    <section
      className={over ? 'drop over' : 'drop'}
      aria-label={label}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accept}
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <div className="quiet">{hint}</div>
    </section>
  )
}
