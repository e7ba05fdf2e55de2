/** What stands where an entity was, once it has been deleted: here, in another window, or by a program. @module */
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { Link } from 'wouter'
import { Refusal } from '../api/rest.ts'

export const isGone = (error: unknown): boolean => error instanceof Refusal && error.status === 404

export const Gone = ({ text, back, href }: Readonly<{ text: string; back: string; href: string }>) => (
  <div className="stack">
    <MessageBar intent="warning" layout="multiline" role="alert">
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
    <Link className="link" href={href}>
      {back}
    </Link>
  </div>
)
