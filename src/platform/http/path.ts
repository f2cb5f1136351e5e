/** The names of `:parameters` in a pattern. */
type NamesIn<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? // A file's ending is no part of the name: `/calendar/:token.ics`.
      Name extends `${infer Bare}.${string}`
      ? Bare
      : Name
    : never

export type ParamsOf<P extends string> = { readonly [Name in NamesIn<P>]: string }

/** An address of the product: its pattern for the router, and a builder, so that no address is put together by hand. */
export interface Path<Params> {
  (params: Params, query?: Readonly<Record<string, string | number | undefined>>): string
  readonly pattern: string
}

/**
 * `path('/contacts/:contactId')({ contactId })`. Parameters are record ids: anything but a UUID is answered 404 before
 * SQL is reached. Names and search words never go into an address.
 */
export function path<const P extends string>(pattern: P): Path<ParamsOf<P>> {
  const build = (params: ParamsOf<P>, query: Readonly<Record<string, string | number | undefined>> = {}): string => {
    const values: Readonly<Record<string, string>> = params
    const filled = pattern.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(values[name] ?? ''))
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== '') search.set(name, String(value))
    }
    return search.size === 0 ? filled : `${filled}?${search}`
  }
  return Object.assign(build, { pattern })
}
