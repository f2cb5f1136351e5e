/** z of a 95 % interval. */
const z = 1.959963984540054

/**
 * Half of the 95 % interval of a share of a half, the widest there is, with the finite population correction: what can be said of
 * the whole frame from what was drawn (Cochran, Sampling Techniques, 3.2). Null where nothing was drawn; 0 where everything was.
 */
export function marginOf(drawn: number, frame: number): number | null {
  if (drawn === 0) return null
  if (drawn >= frame) return 0
  return z * Math.sqrt((0.25 / drawn) * ((frame - drawn) / (frame - 1)))
}
