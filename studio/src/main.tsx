/** Entry point of the Studio. @module */
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Studio } from './app/studio.tsx'
import './studio.css'
import './components/components.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id “root”')
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } })
createRoot(root).render(
  <StrictMode>
    <RendererProvider renderer={renderer} targetDocument={document}>
      <Studio />
    </RendererProvider>
  </StrictMode>
)
