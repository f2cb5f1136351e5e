import { path } from '#platform/http'

export const paths = {
  list: path('/unusual-reading'),
  flag: path('/unusual-reading/:flagId'),
}
