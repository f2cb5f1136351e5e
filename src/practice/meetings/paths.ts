import { path } from '#platform/http'

export const paths = {
  meetings: path('/meetings'),
  plan: path('/meetings/plan'),
  allSeries: path('/meetings/series'),
  addSeries: path('/meetings/series/add'),
  series: path('/meetings/series/:seriesId'),
  changeSeries: path('/meetings/series/:seriesId/change'),
  draftPack: path('/meetings/series/:seriesId/pack'),
  packs: path('/meetings/packs'),
  pack: path('/meetings/packs/:packId'),
  supersedePack: path('/meetings/packs/:packId/supersede'),
  meeting: path('/meetings/:meetingId'),
  change: path('/meetings/:meetingId/change'),
  cancel: path('/meetings/:meetingId/cancel'),
  agenda: path('/meetings/:meetingId/agenda'),
  removeItem: path('/meetings/:meetingId/agenda/:itemId/remove'),
  invite: path('/meetings/:meetingId/invite'),
  withdraw: path('/meetings/:meetingId/invitations/:invitationId/withdraw'),
  correct: path('/meetings/:meetingId/entries/:entryId/correct'),
  confirm: path('/meetings/:meetingId/confirm'),
}
