import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { may, page, screen } from '#platform/http'
import { paths } from '../../paths.ts'
import { readStatuses } from '../../store/barriers.ts'
import { findMap } from '../../store/maps.ts'
import { findVersion, listEdits, listVersions } from '../../store/versions.ts'
import { mapView } from './view.ts'

/** A map as it holds now: the version that was published last, else for those who edit the draft. */
export const mapPage = page({
  path: paths.map,
  may: access.seeProcessMap,
  async view({ tx, params, user, now }) {
    const map = await findMap(tx, params.mapId)
    const versionId = map?.published?.versionId ?? map?.draft?.versionId
    const version = versionId === undefined ? null : await findVersion(tx, versionId)
    if (map === null || version === null) return missing('map')
    return screen({
      title: map.name,
      width: 'wide',
      back: { href: paths.maps({}) },
      body: mapView({
        map,
        version,
        versions: await listVersions(tx, map.id),
        edits: [],
        statusOf: await readStatuses(tx, map.id),
        mayEdit: may(user, access.editProcessMap),
        maySeeRecords: may(user, access.seeMeasures),
        now,
        isWhole: true,
      }),
    })
  },
})

/** One version of a map: a draft with its forms, or a published one, frozen. */
export const versionPage = page({
  path: paths.version,
  may: access.seeProcessMap,
  async view({ tx, params, user, now }) {
    const version = await findVersion(tx, params.versionId)
    const map = version === null ? null : await findMap(tx, version.mapId)
    if (map === null || version === null) return missing('version of the map')
    const mayEdit = may(user, access.editProcessMap)
    return screen({
      title: `${map.name}, version ${version.number}${version.published === null ? ' (draft)' : ''}`,
      width: 'wide',
      back: { href: paths.map({ mapId: map.id }) },
      body: mapView({
        map,
        version,
        versions: [],
        edits: mayEdit ? await listEdits(tx, version.id, 20) : [],
        statusOf: await readStatuses(tx, map.id),
        mayEdit,
        maySeeRecords: may(user, access.seeMeasures),
        now,
        isWhole: false,
      }),
    })
  },
})
