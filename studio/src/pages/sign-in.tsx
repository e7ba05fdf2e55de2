/** Signing in with an access key. @module */
import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { Refusal, type Rest } from '../api/rest.ts'
import { signIn, storeKey } from '../api/session.tsx'
import { Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'

export function SignIn({ onSignedIn }: Readonly<{ onSignedIn: (rest: Rest) => void }>) {
  const [key, setKey] = useState('')
  const [remember, setRemember] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const enter = async () => {
    setBusy(true)
    try {
      const rest = await signIn(key.trim())
      storeKey(rest.key, remember)
      onSignedIn(rest)
    } catch (refused) {
      const wrong = refused instanceof Refusal && refused.status === 401
      setError(wrong ? new Error(texts.signIn.refused) : refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="signin">
      <h1>{texts.product}</h1>
      <p className="quiet">{texts.signIn.about}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void enter()
        }}
      >
        <Field label={texts.signIn.key} hint={texts.signIn.hint} required>
          <Input
            type="password"
            autoComplete="current-password"
            value={key}
            onChange={(_event, { value }) => setKey(value)}
          />
        </Field>
        <Checkbox
          label={texts.signIn.remember}
          checked={remember}
          onChange={(_event, { checked }) => setRemember(checked === true)}
        />
        <Refused error={error} />
        <Button appearance="primary" type="submit" disabled={busy || key.trim() === ''}>
          {texts.signIn.button}
        </Button>
      </form>
    </main>
  )
}
