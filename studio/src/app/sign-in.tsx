/** Sign-in with an access key. @module */
import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { type Rest, RestError } from '../api/rest.ts'
import { signIn, storeKey } from '../api/session.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { appTexts, signInTexts } from './texts.ts'

export function SignIn({ onSignedIn }: Readonly<{ onSignedIn: (rest: Rest) => void }>) {
  const [key, setKey] = useState('')
  const [remember, setRemember] = useState(false)
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    try {
      const rest = await signIn(key.trim())
      storeKey(rest.key, remember)
      onSignedIn(rest)
    } catch (failure) {
      const invalid = failure instanceof RestError && failure.status === 401
      setError(invalid ? new Error(signInTexts.invalidKey) : failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="signin">
      <h1>{appTexts.product}</h1>
      <p className="quiet">{signInTexts.about}</p>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field label={signInTexts.key} hint={signInTexts.hint} required>
          <Input
            type="password"
            autoComplete="current-password"
            value={key}
            onChange={(_event, { value }) => setKey(value)}
          />
        </Field>
        <Checkbox
          label={signInTexts.remember}
          checked={remember}
          onChange={(_event, { checked }) => setRemember(checked === true)}
        />
        <ErrorMessage error={error} />
        <Button appearance="primary" type="submit" disabled={busy || key.trim() === ''}>
          {signInTexts.button}
        </Button>
      </form>
    </main>
  )
}
