/** What PocketSphinx needs of the system. @module */
import type { SystemRequirement } from '../engine.ts'

const ADAPTATION = 'acoustic adaptation'
/** Debian installs the programs of sphinxtrain outside of PATH. */
const SPHINXTRAIN_FOLDERS = ['/usr/lib/sphinxtrain', '/usr/libexec/sphinxtrain']

export const POCKETSPHINX_REQUIREMENTS: readonly SystemRequirement[] = [
  { program: 'pocketsphinx_mdef_convert', package: 'pocketsphinx', use: ADAPTATION },
  { program: 'sphinx_fe', package: 'sphinxbase-utils', use: ADAPTATION },
  { program: 'bw', package: 'sphinxtrain', use: ADAPTATION, folders: SPHINXTRAIN_FOLDERS },
  { package: 'libpocketsphinx3', use: 'the decoder' },
  { package: 'pocketsphinx-en-us', use: 'the base model of en-US' }
]
