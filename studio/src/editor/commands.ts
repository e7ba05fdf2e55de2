/** Which key does what in the editor. @module */

export type Command =
  | 'play'
  | 'back'
  | 'accept'
  | 'next'
  | 'previous'
  | 'uncertain'
  | 'leave'
  | 'undo'
  | 'redo'
  | 'split'
  | 'merge'
  | 'export'

/** As browsers tell of a key. */
type Press = Readonly<{
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}>

/** @param writing whether the focus is where text is written: only there Enter has no meaning of its own */
export function commandOf(press: Press, writing: boolean): Command | undefined {
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
    if (key === 'Delete') return 'leave'
    // By its place, since some layouts write other characters with Alt.
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
