import { path } from '#platform/http'

export const themePaths = {
  themes: path('/audits/themes'),
  new: path('/audits/themes/new'),
  theme: path('/audits/themes/:themeId'),
  reAudit: path('/audits/themes/:themeId/re-audit'),
}
