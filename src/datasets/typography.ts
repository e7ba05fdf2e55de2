/** Marks that word processors put in place of plain ones, and characters that nobody sees. @module */

const plain: ReadonlyArray<readonly [RegExp, string]> = [
  [/[\u2018\u2019\u201a\u201b\u02bc\u2032\uff07`\u00b4]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02]/g, '"'],
  [/[\u2010-\u2012\u2212]/g, '-'],
  // A dash stands between words even where no blank does.
  [/[\u2013\u2014\u2015]/g, ' - '],
  [/\u2026/g, '...'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ']
]

/** Typographic quotes, dashes and blanks as plain ASCII ones; invisible characters gone; composed (NFC). */
export function plainTypography(text: string): string {
  let result = withoutInvisible(text)
  for (const [marks, replacement] of plain) result = result.replace(marks, replacement)
  return result
}

/**
 * Soft hyphens, zero-width blanks, direction marks and stray byte order marks removed, and composed (NFC).
 * The zero-width joiner and non-joiner stay: Indic and Persian spelling needs them.
 */
export const withoutInvisible = (text: string): string =>
  text
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g, '')
    .normalize('NFC')
