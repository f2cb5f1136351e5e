/**
 * Ends the reading of a file. The message is the one sentence that the person gets: what is wrong and what to do.
 * It is thrown, and not answered, because it can come after a hundred thousand good rows, in the middle of a transaction
 * that has to be undone; `readTable` turns it into an answer.
 */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
}
