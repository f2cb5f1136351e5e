/** "1 child", "2 children", "9,495 referrals". Without a plural given, an s is added. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${withCommas(number)} ${number === 1 ? one : many}`

const withCommas = (number: number): string =>
  Math.abs(number) < 1000 ? `${number}` : `${number}`.replace(/\B(?=(\d{3})+$)/g, ',')
