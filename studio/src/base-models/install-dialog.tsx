/** Starts an installation: of a model of the catalog once its license is accepted, or of an archive. @module */
import { Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { BaseModelInstallation, CatalogModel } from '../../../src/openapi/api-types.ts'
import { useChange } from '../api/session.tsx'
import { OptionSelect } from '../components/option-select.tsx'
import { Wizard } from '../components/wizard.tsx'
import { baseModelTexts } from './texts.ts'

type DialogProps = Readonly<{ onClose: () => void }>

function useInstall(onClose: () => void) {
  return useChange(async (rest, request: Readonly<Record<string, unknown>>) => {
    await rest.post<BaseModelInstallation>('/models/base:install', request)
    onClose()
  })
}

export function InstallDialog({ model, onClose }: DialogProps & Readonly<{ model: CatalogModel }>) {
  const [accepted, setAccepted] = useState(false)
  const [locale, setLocale] = useState(model.locales[0] ?? '')
  const install = useInstall(onClose)
  return (
    <Wizard
      title={baseModelTexts.installTitle(model.title)}
      action={baseModelTexts.install}
      ready={accepted}
      busy={install.isPending}
      error={install.error}
      onClose={onClose}
      onAction={() => install.mutate({ name: model.name, locale, licenseAccepted: true })}
    >
      <p>
        <a className="link" href={model.homepage} target="_blank" rel="noreferrer">
          {baseModelTexts.homepage}
        </a>
        {' · '}
        <a className="link" href={model.license.url} target="_blank" rel="noreferrer">
          {baseModelTexts.readLicense}
        </a>
      </p>
      {model.locales.length > 1 && (
        <OptionSelect
          label={baseModelTexts.locale}
          value={locale}
          options={Object.fromEntries(model.locales.map((one) => [one, one]))}
          onChange={setLocale}
        />
      )}
      <Checkbox
        label={baseModelTexts.acceptLicense(model.license.name)}
        checked={accepted}
        onChange={(_event, { checked }) => setAccepted(checked === true)}
      />
    </Wizard>
  )
}

export function InstallFromUrl({ onClose }: DialogProps) {
  const [url, setUrl] = useState('')
  const [name, setName] = useState('')
  const [locale, setLocale] = useState('en-US')
  const install = useInstall(onClose)
  return (
    <Wizard
      title={baseModelTexts.installFromUrl}
      action={baseModelTexts.install}
      ready={url.trim() !== '' && name.trim() !== '' && locale.trim() !== ''}
      busy={install.isPending}
      error={install.error}
      onClose={onClose}
      onAction={() => install.mutate({ url: url.trim(), name: name.trim(), locale: locale.trim() })}
    >
      <p className="quiet">{baseModelTexts.urlAbout}</p>
      <Field label={baseModelTexts.url} required>
        <Input type="url" value={url} onChange={(_event, { value }) => setUrl(value)} />
      </Field>
      <Field label={baseModelTexts.name} required>
        <Input value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Field label={baseModelTexts.locale} hint={baseModelTexts.localeHint} required>
        <Input value={locale} onChange={(_event, { value }) => setLocale(value)} />
      </Field>
    </Wizard>
  )
}
