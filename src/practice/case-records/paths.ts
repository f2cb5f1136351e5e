import { path } from '#platform/http'

/** The addresses of this area. */
export const paths = {
  annexA: path('/case-records/annex-a'),
  annexAColumns: path('/case-records/annex-a-columns'),
  cinCensus: path('/case-records/cin-census'),
} as const
