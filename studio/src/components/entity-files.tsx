/** Files and the report that the service keeps for an entity. @module */
import { useQuery } from '@tanstack/react-query'
import type { ApiFile, Reference } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useRest } from '../api/session.tsx'
import { kilobytes } from '../format.ts'
import { texts } from '../texts.ts'

/** @param complete whether the job of the entity has ended: before, there are no files */
export function useFiles(entity: Reference | undefined, complete: boolean) {
  const rest = useRest()
  return useQuery({
    queryKey: ['files', entity?.self ?? ''],
    enabled: entity !== undefined && complete,
    queryFn: ({ signal }) => rest.listFiles(entity ?? { self: '' }, signal)
  })
}

/** The content of `report.json`. */
export function useReport<T>(files: readonly ApiFile[] | undefined) {
  const rest = useRest()
  const report = files?.find(({ name }) => name === 'report.json')
  return useQuery({
    queryKey: ['report', report?.self ?? ''],
    enabled: report !== undefined,
    queryFn: ({ signal }) => rest.getLinkedJson<T>(report ?? { links: { contentUrl: '' } }, signal)
  })
}

export const FileList = ({ files }: Readonly<{ files: readonly ApiFile[] }>) => (
  <>
    <h2>{texts.files}</h2>
    <ul>
      {files.map(({ self, name, links, properties }) => (
        <li key={self}>
          <a className="link" href={pathOf(links.contentUrl)} download={name}>
            {name}
          </a>{' '}
          <span className="quiet">{kilobytes(properties.size)}</span>
        </li>
      ))}
    </ul>
  </>
)
