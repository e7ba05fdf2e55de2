/**
 * Regression classes: phones whose densities share a transform. C. J. Leggetter and P. C. Woodland, "Maximum
 * likelihood linear regression for speaker adaptation of continuous density hidden Markov models", Computer Speech and
 * Language 9 (1995), section 4. A phonetically tied model has one codebook a phone, in the order of its definition.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises'
import { checksum } from './senone-dump.ts'

export type RegressionClasses = Readonly<{
  /** For the `-cb2mllrfn` of sphinxtrain's programs. Debian's `mk_mllr_class`, which should write it, crashes. */
  path: string
  count: number
}>

type Group = Readonly<{ name: string; phones: ReadonlySet<string> }>
const group = (name: string, phones: string): Group => ({ name, phones: new Set(phones.split(' ')) })

/** ARPAbet by manner of articulation; what is in none (silence, noise, phones of other sets) is a group of its own. */
const vowels = group('vowels', 'AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW')
const sonorants = group('sonorants', 'L R W Y M N NG')
const fricatives = group('fricatives', 'F V TH DH S Z SH ZH HH')
const stops = group('stops', 'B D G P T K CH JH')
const consonants = group(
  'consonants',
  [sonorants, fricatives, stops].flatMap(({ phones }) => [...phones]).join(' ')
)

/** From the root of the tree to its leaves: each level splits groups of the one before. */
const levels: readonly (readonly Group[])[] = [
  [],
  [vowels, consonants],
  [vowels, sonorants, fricatives, stops]
]
/** Speech a group needs on average: about ten frames for each of the numbers in a stream's 13 x 13 matrix. */
const SECONDS_A_CLASS = 20

/** The level for so much speech. */
export const levelFor = (seconds: number): number => {
  const affordable = levels.findLastIndex((groups) => seconds >= SECONDS_A_CLASS * (groups.length + 1))
  return Math.max(0, affordable)
}

/**
 * Writes the classes of `level` for the phones that the model definition (text) names first, in order; undefined where
 * all phones would share one.
 */
export async function writeRegressionClasses(
  modelDefinitionPath: string,
  level: number,
  path: string
): Promise<RegressionClasses | undefined> {
  const groups = levels[level] ?? []
  const phones = basePhones(await readFile(modelDefinitionPath, 'utf8'))
  const numbers = phones.map((phone) => groups.findIndex((one) => one.phones.has(phone)))
  // Of the groups that have phones only; silence and noise go last, or with all others where there are none.
  const used = [...new Set(numbers)].sort((a, b) => (a < 0 ? 1 : b < 0 ? -1 : a - b))
  if (used.length < 2) return undefined
  await writeFile(
    path,
    classesFile(
      numbers.map((number) => used.indexOf(number)),
      used.length
    )
  )
  return { path, count: used.length }
}

/** The class of each codebook, in sphinxtrain's form, checksum included. */
function classesFile(classes: readonly number[], count: number): Buffer {
  const head = Buffer.from('s3\nversion 1.2\nchksum0 yes\nendhdr\n', 'latin1')
  const body = Buffer.alloc(4 * (3 + classes.length + 1))
  body.writeUInt32LE(0x11223344, 0)
  body.writeUInt32LE(count, 4)
  body.writeUInt32LE(classes.length, 8)
  for (const [index, one] of classes.entries()) body.writeInt32LE(one, 12 + 4 * index)
  body.writeUInt32LE(checksum(body.subarray(4, -4)), body.length - 4)
  return Buffer.concat([head, body])
}

/** Lines of the definition without context: `AA - - - n/a 2 12 13 14 N`. */
function basePhones(definition: string): readonly string[] {
  return definition.split('\n').flatMap((line) => {
    const [phone, left, right] = line.trim().split(/\s+/)
    return phone !== undefined && left === '-' && right === '-' ? [phone] : []
  })
}
