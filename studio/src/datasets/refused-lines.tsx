/** Lines that were not taken: where, in what surroundings, why, and what would be taken. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import type { ApiFile } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useRest } from '../api/session.tsx'
import { VirtualList } from '../parts/virtual-list.tsx'
import { texts } from '../texts.ts'
import type { RefusedLine as Line } from './report.ts'

const words = texts.datasets

type LineProps = Readonly<{ refused: Line; before?: string | undefined; after?: string | undefined }>

export const RefusedLine = ({ refused, before, after }: LineProps) => (
  <div className="utterance">
    <strong>
      {refused.filename}
      {refused.line === undefined ? '' : `, ${words.line(refused.line)}`}
    </strong>{' '}
    <span className="quiet">{refused.code}</span>
    <div className="lines">
      {before !== undefined && <code className="quiet">{shown(before)}</code>}
      <code className="refused">{shown(refused.inputText)}</code>
      {after !== undefined && <code className="quiet">{shown(after)}</code>}
    </div>
    <div>
      {refused.message}
      {refused.found ? ` ${words.found}: ${refused.found}.` : ''}
      {refused.accepted ? ` ${words.acceptedIs}: ${refused.accepted}.` : ''}
    </div>
    {refused.corrected !== undefined && (
      <div>
        {words.fix}: <code className="fix">{shown(refused.corrected)}</code>
      </div>
    )}
  </div>
)

/** A TAB can be seen. */
const shown = (text: string): string => text.replaceAll('\t', ' ⇥ ') || '·'

/** Sources up to this many bytes are read, to show the neighbours of refused lines. */
const MOST_READ = 8 * 2 ** 20

type LinesProps = Readonly<{ lines: readonly Line[]; files: readonly ApiFile[] }>

export function RefusedLines({ lines, files }: LinesProps) {
  const source = files.find(
    ({ name, properties }) => /^source\.(txt|md)$/.test(name) && properties.size < MOST_READ
  )
  const corrected = files.find(({ name }) => /^corrected\./.test(name))
  const around = useSource(lines.length > 0 ? source : undefined)
  if (lines.length === 0) return <p>{words.none}</p>
  return (
    <>
      {corrected && (
        <div className="stack" style={{ marginBottom: '1rem' }}>
          <span className="quiet">{words.correctedMore}</span>
          <div>
            <Button
              as="a"
              href={pathOf(corrected.links.contentUrl)}
              download={corrected.name}
              icon={<ArrowDownloadRegular />}
            >
              {words.corrected}
            </Button>
          </div>
        </div>
      )}
      <VirtualList
        label={words.refusedLines}
        items={lines}
        estimate={130}
        render={(refused) => <RefusedLine refused={refused} {...neighbours(around, refused.line)} />}
      />
    </>
  )
}

function useSource(file: ApiFile | undefined): readonly string[] | undefined {
  const rest = useRest()
  const { data } = useQuery({
    queryKey: ['source', file?.self ?? ''],
    enabled: file !== undefined,
    staleTime: 'static',
    queryFn: async ({ signal }) => {
      const bytes = await (await rest.linked(file ?? { links: { contentUrl: '' } }, signal)).arrayBuffer()
      const [first, second] = new Uint8Array(bytes)
      const label =
        first === 0xff && second === 0xfe
          ? 'utf-16le'
          : first === 0xfe && second === 0xff
            ? 'utf-16be'
            : 'utf-8'
      return new TextDecoder(label).decode(bytes).split(/\r\n|\n|\r/)
    }
  })
  return data
}

const neighbours = (source: readonly string[] | undefined, line: number | undefined) =>
  source === undefined || line === undefined ? {} : { before: source[line - 2], after: source[line] }
