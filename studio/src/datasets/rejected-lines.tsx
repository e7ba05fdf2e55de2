/** Rejected lines: each with its neighbors, the reason, and a correction. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import type { RejectedLine as Line } from '../api/dataset-report.ts'
import type { ApiFile } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useRest } from '../api/session.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { datasetTexts } from './texts.ts'

type LineProps = Readonly<{ rejected: Line; before?: string | undefined; after?: string | undefined }>

export const RejectedLine = ({ rejected, before, after }: LineProps) => (
  <div className="list-entry">
    <strong>
      {rejected.filename}
      {rejected.line === undefined ? '' : `, ${datasetTexts.line(rejected.line)}`}
    </strong>{' '}
    <span className="quiet">{rejected.code}</span>
    <div className="source-lines">
      {before !== undefined && <code className="quiet">{visibleTabs(before)}</code>}
      <code className="rejected">{visibleTabs(rejected.inputText)}</code>
      {after !== undefined && <code className="quiet">{visibleTabs(after)}</code>}
    </div>
    <div>
      {rejected.message}
      {rejected.found ? ` ${datasetTexts.found}: ${rejected.found}.` : ''}
      {rejected.accepted ? ` ${datasetTexts.expected}: ${rejected.accepted}.` : ''}
    </div>
    {rejected.corrected !== undefined && (
      <div>
        {datasetTexts.correction}: <code className="correction">{visibleTabs(rejected.corrected)}</code>
      </div>
    )}
  </div>
)

/** Shows tabs as arrows. */
const visibleTabs = (text: string): string => text.replaceAll('\t', ' ⇥ ') || '·'

/** Larger sources are not loaded to show the neighbors of rejected lines. */
const MAX_SOURCE_BYTES = 8 * 2 ** 20

type LinesProps = Readonly<{ lines: readonly Line[]; files: readonly ApiFile[] }>

export function RejectedLines({ lines, files }: LinesProps) {
  const source = files.find(
    ({ name, properties }) => /^source\.(txt|md)$/.test(name) && properties.size < MAX_SOURCE_BYTES
  )
  const corrected = files.find(({ name }) => /^corrected\./.test(name))
  const sourceLines = useSourceLines(lines.length > 0 ? source : undefined)
  if (lines.length === 0) return <p>{datasetTexts.allAccepted}</p>
  return (
    <>
      {corrected && (
        <div className="stack" style={{ marginBottom: '1rem' }}>
          <span className="quiet">{datasetTexts.aboutCorrected}</span>
          <div>
            <Button
              as="a"
              href={pathOf(corrected.links.contentUrl)}
              download={corrected.name}
              icon={<ArrowDownloadRegular />}
            >
              {datasetTexts.downloadCorrected}
            </Button>
          </div>
        </div>
      )}
      <VirtualList
        label={datasetTexts.rejectedLines}
        items={lines}
        estimate={130}
        render={(rejected) => <RejectedLine rejected={rejected} {...neighbors(sourceLines, rejected.line)} />}
      />
    </>
  )
}

function useSourceLines(file: ApiFile | undefined): readonly string[] | undefined {
  const rest = useRest()
  const { data } = useQuery({
    queryKey: ['source', file?.self ?? ''],
    enabled: file !== undefined,
    staleTime: 'static',
    queryFn: async ({ signal }) => {
      const bytes = await (
        await rest.getLinkedBlob(file ?? { links: { contentUrl: '' } }, signal)
      ).arrayBuffer()
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

const neighbors = (source: readonly string[] | undefined, line: number | undefined) =>
  source === undefined || line === undefined ? {} : { before: source[line - 2], after: source[line] }
