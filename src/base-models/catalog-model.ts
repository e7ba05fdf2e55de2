/** A public model that is known to work as a base model. @module */

export type PublishedFigure = Readonly<{
  /** Whose words: `LibriSpeech test-other`. */
  testSet: string
  /** Fraction of 1. */
  wordErrorRate: number
}>

export type CatalogFile = Readonly<{
  url: string
  /** In the folder of the model. */
  name: string
  /** Pinned where it is known; otherwise recorded at the first download. */
  sha256?: string
}>

export type CatalogModel = Readonly<{
  /** Unique, and the name of the base model that is made of it. */
  name: string
  title: string
  /** Of its network, for people. */
  architecture: string
  /** The first is the one that it is installed for unless another is asked for. */
  locales: readonly string[]
  streaming: boolean
  sampleRate: number
  /** Whether it writes capitals and punctuation itself. */
  punctuates: boolean
  license: Readonly<{ name: string; url: string }>
  /** Of the download, about; absent where its publisher does not say. */
  approximateBytes?: number
  /** An archive, or its files one by one. */
  source: CatalogFile | readonly CatalogFile[]
  /** As the authors of the model published them; measured by them, not here. */
  published: readonly PublishedFigure[]
  /** Where its authors describe it. */
  homepage: string
}>
