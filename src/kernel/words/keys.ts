/** The keys of a closed list, in its order, as the type that they are. */
export const keysOf = <Key extends string>(words: Readonly<Record<Key, string>>): readonly Key[] =>
  Object.keys(words) as Key[]
