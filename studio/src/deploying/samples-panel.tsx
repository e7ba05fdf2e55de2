/** Code that uses an endpoint, ready to be pasted. @module */
import { Button, ToggleButton } from '@fluentui/react-components'
import { useState } from 'react'
import { type Endpoint, idOf } from '../api/entities.ts'
import { type SampleLanguage, sampleLanguages, samples } from '../api/samples.ts'
import { texts } from '../texts.ts'

export function SamplesPanel({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const [language, setLanguage] = useState<SampleLanguage>('curl')
  const [copied, setCopied] = useState(false)
  const code = samples({ origin: location.origin, id: idOf(endpoint), locale: endpoint.locale })[language]
  return (
    <>
      <h2>{texts.endpoints.samples}</h2>
      <p className="quiet">{texts.endpoints.samplesMore}</p>
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
          {copied ? texts.endpoints.copied : texts.endpoints.copy}
        </Button>
      </div>
      {/* What scrolls sideways has to be reachable by keyboard. */}
      <section className="code" aria-label={texts.endpoints.samples} tabIndex={0}>
        <pre>{code}</pre>
      </section>
    </>
  )
}
