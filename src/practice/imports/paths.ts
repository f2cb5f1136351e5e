import { path } from '#platform/http'

/** The addresses of this area. */
export const paths = {
  imports: path('/imports'),
  quality: path('/imports/quality'),
  importRun: path('/imports/:importId'),
  importProgress: path('/imports/:importId/progress'),
} as const
