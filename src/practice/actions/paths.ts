import { path } from '#platform/http'

export const paths = {
  list: path('/actions'),
  add: path('/actions/add'),
  action: path('/actions/:actionId'),
  done: path('/actions/:actionId/done'),
  verify: path('/actions/:actionId/verify'),
  handOver: path('/actions/:actionId/hand-over'),
  move: path('/actions/:actionId/move'),
  cancel: path('/actions/:actionId/cancel'),
  takeBack: path('/actions/:actionId/take-back'),
}
