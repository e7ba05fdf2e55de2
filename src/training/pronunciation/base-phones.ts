/** The phone set of a base model. @module */
import { type BaseModel, type Engine, requireCapability } from '../../recognizers/index.ts'

/** A base model whose words are written in phones. */
export type PhoneticBase = Readonly<{ name: string; locale: string; phones: readonly string[] }>

/** @throws CapabilityMissing for a base model that knows no phones */
export const phoneticBase = (
  engine: Pick<Engine, 'capabilities'>,
  { name, locale }: Pick<BaseModel, 'name' | 'locale'>
): PhoneticBase => ({
  name,
  locale,
  phones: requireCapability(engine, name, 'pronouncer').phones(name)
})
