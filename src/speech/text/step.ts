/** One step of a text normalizer. @module */

/** `name` is stored in model recipes. Order matters: each step sees the output of those before. */
export type NormalizationStep = Readonly<{ name: string; apply: (text: string) => string }>
