/** A single figure with its name. @module */
import type { ReactNode } from 'react'
import { texts } from '../texts.ts'

type FigureProps = Readonly<{
  name: string
  value: string | number | undefined
  /** Explains the figure. */
  more?: ReactNode
}>

export const FigureCard = ({ name, value, more }: FigureProps) => (
  <div className="card">
    <b>{typeof value === 'number' ? value.toLocaleString() : (value ?? texts.none)}</b>
    <span className="quiet">{name}</span>
    {more !== undefined && <div className="quiet">{more}</div>}
  </div>
)
