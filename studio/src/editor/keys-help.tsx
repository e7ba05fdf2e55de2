/** The keys of the editor, to be read. @module */
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'

const words = texts.editor

export const KeysHelp = ({ onClose }: Readonly<{ onClose: () => void }>) => (
  <Wizard title={words.keysTitle} action={texts.close} done onClose={onClose} onAction={onClose}>
    <dl className="keys">
      {words.shortcuts.map(([keys, meaning]) => (
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
