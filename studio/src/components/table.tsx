/** Tables that scroll sideways where they are wider than the page. @module */
import type { ReactNode } from 'react'

export type Heading = Readonly<{
  title: string
  /** Right-aligned figures. */
  number?: true
  /** The title is for screen readers only. */
  hidden?: true
}>

type FrameProps = Readonly<{
  headings: readonly Heading[]
  /** More space between columns. */
  roomy?: true
  caption?: string
  label?: string
  /** Rows. */
  children: ReactNode
}>

export const TableFrame = ({ headings, roomy, caption, label, children }: FrameProps) => (
  <div className="scroll">
    <table className={roomy && 'roomy'} aria-label={label}>
      {caption && <caption className="quiet">{caption}</caption>}
      <thead>
        <tr>
          {headings.map(({ title, number, hidden }) => (
            <th key={title} className={number && 'number'}>
              {hidden ? <span className="hidden">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
)

export type Column<Row> = Heading &
  Readonly<{
    /** The content stays on one line. */
    nowrap?: true
    cell: (row: Row, index: number) => ReactNode
  }>

type TableProps<Row> = Omit<FrameProps, 'headings' | 'children'> &
  Readonly<{ columns: readonly Column<Row>[]; rows: readonly Row[]; keyOf: (row: Row) => string | number }>

export const Table = <Row,>({ columns, rows, keyOf, ...frame }: TableProps<Row>) => (
  <TableFrame headings={columns} {...frame}>
    {rows.map((row, index) => (
      <tr key={keyOf(row)}>
        {columns.map(({ title, number, nowrap, cell }) => (
          <td key={title} className={(number && 'number') ?? (nowrap && 'nowrap')}>
            {cell(row, index)}
          </td>
        ))}
      </tr>
    ))}
  </TableFrame>
)
