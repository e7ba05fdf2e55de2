/** The general language of a base model as n-grams, which the text of custom models is mixed with. @module */

export interface GeneralNgrams {
  /** A file in the form of the engine's family. @throws ModelUnusable when there is no such base model */
  path(base: string): string
}
