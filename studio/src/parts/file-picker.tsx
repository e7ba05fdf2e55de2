/** A file by button or by dropping it. @module */
import { Button } from '@fluentui/react-components'
import { useRef, useState } from 'react'

type PickerProps = Readonly<{
  label: string
  hint: string
  accept: string
  file: File | undefined
  onFile: (file: File) => void
}>

export function FilePicker({ label, hint, accept, file, onFile }: PickerProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const first = files?.[0]
    if (first) onFile(first)
  }
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
        take(event.dataTransfer.files)
      }}
    >
      <input ref={input} type="file" hidden accept={accept} onChange={(event) => take(event.target.files)} />
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <div className="quiet">
        {file ? `${file.name} (${Math.ceil(file.size / 1024).toLocaleString()} KB)` : hint}
      </div>
    </section>
  )
}
