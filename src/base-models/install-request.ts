/** What a caller asks to install, checked. @module */
import { z } from 'zod'
import { Problem } from '../platform/index.ts'

const installRequest = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'accepts letters, digits and . _ -, at most 64')
    .optional(),
  url: z
    .url({ protocol: /^https?$/, message: 'accepts an absolute http or https URL' })
    .max(2048)
    .optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-(?:[A-Z]{2}|\d{3})$/, 'accepts a locale such as en-US')
    .optional(),
  title: z.string().trim().min(1).max(200).optional(),
  licenseAccepted: z.boolean().default(false)
})

export type InstallRequest = Readonly<z.infer<typeof installRequest>>

/** @throws Problem InvalidPayload that names the field */
export function parseInstallRequest(body: unknown): InstallRequest {
  const read = installRequest.safeParse(body ?? {})
  if (!read.success) {
    const [issue] = read.error.issues
    const target = issue?.path.join('.') || 'body'
    throw new Problem('InvalidRequest', 'InvalidPayload', `"${target}": ${issue?.message}.`, target)
  }
  if (read.data.name === undefined && read.data.url === undefined) {
    throw new Problem(
      'InvalidRequest',
      'InvalidPayload',
      'The body has neither "name" nor "url"; give the name of a model in the catalog, or the address of an archive.',
      'name'
    )
  }
  return read.data
}
