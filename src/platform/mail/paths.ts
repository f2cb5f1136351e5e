import { path } from '#platform/http'

export const mailPaths = { mail: path('/mail') } as const
