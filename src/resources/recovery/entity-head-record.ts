/** The part of a record that all kinds of entities share. @module */
import { z } from 'zod'
import type { EntityHead } from '../resource-columns.ts'

/** A field that cannot be read is left out: a damaged record must not cost the entity. */
const field = <T>(schema: z.ZodType<T>): z.ZodType<T | undefined> => schema.optional().catch(undefined)

const headSchema = z.object({
  displayName: field(z.string().min(1)),
  description: field(z.string()),
  customProperties: field(z.record(z.string(), z.string())),
  createdDateTime: field(z.iso.datetime().transform((text) => new Date(text)))
})

type Recorded = Partial<
  Pick<EntityHead, 'displayName' | 'description' | 'customProperties' | 'createdDateTime'>
>

/** For `EntityRecords.save`. */
export const headRecord = (head: EntityHead): Readonly<Record<string, unknown>> => ({
  displayName: head.displayName,
  description: head.description,
  locale: head.locale,
  customProperties: head.customProperties,
  createdDateTime: head.createdDateTime.toISOString()
})

/** What `headRecord` wrote, as far as it is there. */
export function readHeadRecord(record: unknown = {}): Recorded {
  const read = headSchema.safeParse(record).data ?? {}
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}
