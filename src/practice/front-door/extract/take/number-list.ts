const perPiece = 1 << 16

/** A list of numbers that grows piece by piece: a million of them are never copied, and cost no more than they hold. */
export interface NumberList {
  readonly length: () => number
  readonly at: (place: number) => number
  readonly set: (place: number, value: number) => void
  readonly push: (value: number) => void
}

type Piece = Float64Array | Uint32Array | Uint16Array

/** Begins a list; `Uint32Array` and `Uint16Array` hold whole numbers up to their size, `Float64Array` any. */
export function numberList(kind: { new (length: number): Piece }): NumberList {
  const pieces: Piece[] = []
  let length = 0
  const pieceOf = (place: number): Piece => pieces[Math.floor(place / perPiece)] as Piece
  return {
    length: () => length,
    at: (place) => pieceOf(place)[place % perPiece] as number,
    set(place, value) {
      pieceOf(place)[place % perPiece] = value
    },
    push(value) {
      if (length === pieces.length * perPiece) pieces.push(new kind(perPiece))
      pieceOf(length)[length % perPiece] = value
      length += 1
    },
  }
}
