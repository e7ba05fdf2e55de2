/** The catalog of public models, searched as the user types. @module */
import { Button, Field, SearchBox } from '@fluentui/react-components'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BaseModelCatalog, CatalogModel } from '../../../src/openapi/api-types.ts'
import { useRest } from '../api/session.tsx'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { TableFrame } from '../components/table.tsx'
import { megabytes } from '../format.ts'
import { InstallDialog } from './install-dialog.tsx'
import { PublishedFigures } from './published-figures.tsx'
import { baseModelTexts } from './texts.ts'

const HEADINGS = [
  { title: baseModelTexts.name },
  { title: baseModelTexts.language },
  { title: baseModelTexts.recognizes },
  { title: baseModelTexts.size },
  { title: baseModelTexts.published },
  { title: baseModelTexts.license },
  { title: baseModelTexts.install, hidden: true }
] as const

export function CatalogPanel() {
  const rest = useRest()
  const [search, setSearch] = useState('')
  const [selected, setSelected] = useState<CatalogModel>()
  const { data, error } = useQuery({
    queryKey: ['catalog', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      rest.get<BaseModelCatalog>(`/models/base:catalog?search=${encodeURIComponent(search)}`, signal)
  })
  return (
    <section aria-label={baseModelTexts.catalog}>
      <h2>{baseModelTexts.catalog}</h2>
      <Field label={baseModelTexts.search} hint={baseModelTexts.searchHint}>
        <SearchBox value={search} onChange={(_event, { value }) => setSearch(value)} />
      </Field>
      <ErrorMessage error={error} />
      {!data && !error && <Loading />}
      {data?.values.length === 0 && <p role="status">{baseModelTexts.noMatch}</p>}
      {data && data.values.length > 0 && (
        <TableFrame headings={HEADINGS}>
          {data.values.map((model) => (
            <CatalogRow key={model.name} model={model} onInstall={() => setSelected(model)} />
          ))}
        </TableFrame>
      )}
      <p className="quiet">{baseModelTexts.publishedNote}</p>
      {selected && <InstallDialog model={selected} onClose={() => setSelected(undefined)} />}
    </section>
  )
}

function CatalogRow({ model, onInstall }: Readonly<{ model: CatalogModel; onInstall: () => void }>) {
  const { title, name, architecture, locales, streaming, approximateBytes, license, published } = model
  return (
    <tr>
      <td>
        {title}
        <div className="quiet">
          {name} · {architecture}
        </div>
      </td>
      <td>
        {locales.length > 3 ? `${locales.slice(0, 3).join(', ')} … (${locales.length})` : locales.join(', ')}
      </td>
      <td>{streaming ? baseModelTexts.live : baseModelTexts.wholePhrases}</td>
      <td>
        {approximateBytes === undefined
          ? baseModelTexts.unknownSize
          : baseModelTexts.about100(megabytes(approximateBytes))}
      </td>
      <td>
        <PublishedFigures published={published} />
      </td>
      <td>
        <a className="link" href={license.url} target="_blank" rel="noreferrer">
          {license.name}
        </a>
      </td>
      <td>
        {model.installed ? (
          baseModelTexts.isInstalled
        ) : (
          <Button aria-label={baseModelTexts.installTitle(title)} onClick={onInstall}>
            {baseModelTexts.install}
          </Button>
        )}
      </td>
    </tr>
  )
}
