const longest = 60

/**
 * A key made from a title, such as `child-views` from "The child's views": not one of those taken, and a letter first. It
 * stays when the title is reworded, and one that was used in any version is not used again for something else.
 */
export function keyFrom(title: string, taken: ReadonlySet<string>): string {
  const whole = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
  const short = whole.slice(0, longest).replace(/-[^-]*$/, (rest) => (whole.length > longest ? '' : rest))
  const plain = short === '' || notWords.has(short) ? `${short === '' ? 'key' : short}-of-it` : short
  if (!taken.has(plain)) return plain
  let number = 2
  while (taken.has(`${plain}-${number}`)) number += 1
  return `${plain}-${number}`
}

/** Words that a key may not be: see content.ts. */
const notWords: ReadonlySet<string> = new Set(['constructor', 'prototype'])
