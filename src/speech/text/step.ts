/** One change to a text, with the name it goes by in the versions of a normaliser. @module */

/** Order matters: a later step sees what the earlier ones wrote. */
export type Step = Readonly<{ name: string; apply: (text: string) => string }>
