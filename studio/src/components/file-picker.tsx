/** Files selected with a button or dropped on the page. @module */
import { Button } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { kilobytes } from '../format.ts'

type FilesPickerProps = Readonly<{
  label: string
  hint: string
  /** File types, as the `accept` attribute of HTML lists them. */
  accept: string
  multiple?: boolean
  onFiles: (files: readonly File[]) => void
}>

export function FilesPicker({ label, hint, accept, multiple = true, onFiles }: FilesPickerProps) {
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
        multiple={multiple}
        accept={accept}
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <div className="quiet">{hint}</div>
    </section>
  )
}

type FilePickerProps = Omit<FilesPickerProps, 'multiple' | 'onFiles'> &
  Readonly<{ file: File | undefined; onFile: (file: File) => void }>

/** Shows the selected file in place of the hint. */
export const FilePicker = ({ hint, file, onFile, ...props }: FilePickerProps) => (
  <FilesPicker
    {...props}
    multiple={false}
    hint={file ? `${file.name} (${kilobytes(file.size)})` : hint}
    onFiles={([first]) => {
      if (first) onFile(first)
    }}
  />
)
