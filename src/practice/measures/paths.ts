import { path } from '#platform/http'

/** The addresses of this area. */
export const paths = {
  measures: path('/measures'),
  measure: path('/measures/:key'),
} as const
