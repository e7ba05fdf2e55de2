/** Sample code of an endpoint, with a button to copy it. @module */
import { Button, ToggleButton } from '@fluentui/react-components'
import { useState } from 'react'
import { type Endpoint, idOf } from '../api/entities.ts'
import { texts } from '../texts.ts'
import { codeSamples, type SampleLanguage, sampleLanguages } from './code-samples.ts'
import { endpointTexts } from './texts.ts'

export function CodeSamplesPanel({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const [language, setLanguage] = useState<SampleLanguage>('curl')
  const [copied, setCopied] = useState(false)
  const code = codeSamples({ origin: location.origin, id: idOf(endpoint), locale: endpoint.locale })[language]
  return (
    <>
      <h2>{endpointTexts.samples}</h2>
      <p className="quiet">{endpointTexts.samplesMore}</p>
      <div className="head" style={{ marginBottom: 4 }}>
        <div className="row">
          {sampleLanguages.map((one) => (
            <ToggleButton
              key={one}
              size="small"
              checked={language === one}
              onClick={() => {
                setLanguage(one)
                setCopied(false)
              }}
            >
              {one}
            </ToggleButton>
          ))}
        </div>
        <Button
          onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
          aria-live="polite"
        >
          {copied ? texts.copied : texts.copy}
        </Button>
      </div>
      {/* A scrollable area must be reachable by keyboard. */}
      <section className="code" aria-label={endpointTexts.samples} tabIndex={0}>
        <pre>{code}</pre>
      </section>
    </>
  )
}
