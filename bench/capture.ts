import pg from 'pg'

/** A statement as the product sent it: its text with `$1`, `$2` … and what stood for them. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

type Query = (this: pg.Client, ...given: readonly unknown[]) => unknown

/** Runs something and answers every statement that it sent to PostgreSQL, in order, on whichever connection. */
export async function captured(work: () => Promise<void>): Promise<readonly Statement[]> {
  const statements: Statement[] = []
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const query = prototype.query
  prototype.query = function (...given) {
    const [first, second] = given
    const asked = typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>)
    statements.push({ text: asked.text ?? '', values: (asked.values as readonly unknown[] | undefined) ?? [] })
    return query.apply(this, [...given])
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return statements
}
