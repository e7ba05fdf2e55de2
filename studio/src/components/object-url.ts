/** A URL under which the browser plays a file of its user. @module */
import { useEffect, useState } from 'react'

/** Revoked when the file changes or the page is left. */
export function useObjectUrl(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!file) return
    const created = URL.createObjectURL(file)
    setUrl(created)
    return () => URL.revokeObjectURL(created)
  }, [file])
  return url
}
