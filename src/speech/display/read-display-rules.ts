/** Reads stored display rules back, from a dataset or from a model bundle that somebody else may have written. @module */
import { z } from 'zod'
import { MAX_GROUP_DEPTH, type PatternNode } from './display-pattern.ts'
import { combineRules, type DisplayRules, TooManyPatterns } from './display-rules.ts'

/** What is stored is not a set of display rules. */
export class DisplayRulesInvalid extends Error {
  override readonly name = 'DisplayRulesInvalid'
}

const MAX_RULES = 100_000
const text = z.string().max(1000)

const leaf = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('literal'), text }),
  z.object({ kind: z.literal('digit'), set: z.string().regex(/^\d{1,10}$/) }),
  z.object({ kind: z.literal('letter'), as: z.enum(['lower', 'upper', 'any']) }),
  z.object({ kind: z.literal('spoken'), spoken: text.min(1), written: text })
])

/** A schema of bounded depth: no input makes reading it recurse further. */
const nodeSchema = (depth: number): z.ZodType<PatternNode> =>
  depth === 0
    ? leaf
    : z.discriminatedUnion('kind', [
        ...leaf.options,
        z.object({
          kind: z.literal('group'),
          choices: z.array(z.array(nodeSchema(depth - 1)).min(1)).min(1),
          least: z.int().min(0).max(1),
          most: z.int().min(1)
        })
      ])

const schema = z.object({
  patterns: z.array(z.array(nodeSchema(MAX_GROUP_DEPTH)).min(1)).max(MAX_RULES),
  rewrites: z.array(z.object({ from: text, to: text })).max(MAX_RULES),
  profanity: z.array(text).max(MAX_RULES)
})

/** @throws DisplayRulesInvalid, with the place of what is wrong */
export function readDisplayRules(value: unknown): DisplayRules {
  const read = schema.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new DisplayRulesInvalid(
      `The display rules are invalid at ${issue?.path.join('.') || 'the top'}: ${issue?.message}.`
    )
  }
  try {
    return combineRules([read.data])
  } catch (error) {
    if (error instanceof TooManyPatterns) throw new DisplayRulesInvalid(error.message)
    throw error
  }
}
