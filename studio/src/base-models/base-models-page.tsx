/** Base models of the service: what is installed, what is being installed, and the catalog. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { CatalogPanel } from './catalog-panel.tsx'
import { InstallFromUrl } from './install-dialog.tsx'
import { Installations } from './installations.tsx'
import { InstalledModels } from './installed-models.tsx'
import { baseModelTexts } from './texts.ts'

export function BaseModelsPage() {
  const [fromUrl, setFromUrl] = useState(false)
  return (
    <div className="stack">
      <div className="head">
        <h1>{baseModelTexts.title}</h1>
        <Button icon={<ArrowDownloadRegular />} onClick={() => setFromUrl(true)}>
          {baseModelTexts.installFromUrl}
        </Button>
      </div>
      <p className="quiet">{baseModelTexts.about}</p>
      <Installations />
      <InstalledModels />
      <CatalogPanel />
      {fromUrl && <InstallFromUrl onClose={() => setFromUrl(false)} />}
    </div>
  )
}
