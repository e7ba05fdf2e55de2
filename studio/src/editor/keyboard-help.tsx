/** The list of keyboard shortcuts. @module */
import { Wizard } from '../components/wizard.tsx'
import { texts } from '../texts.ts'
import { editorTexts } from './texts.ts'

export const KeyboardHelp = ({ onClose }: Readonly<{ onClose: () => void }>) => (
  <Wizard title={editorTexts.keys} action={texts.close} done onClose={onClose} onAction={onClose}>
    <dl className="keys">
      {editorTexts.shortcuts.map(([keys, meaning]) => (
        <div key={keys} style={{ display: 'contents' }}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </Wizard>
)
