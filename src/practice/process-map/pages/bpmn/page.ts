import { missing } from '#kernel/outcome'
import { access } from '#platform/access'
import { download, page } from '#platform/http'
import { writeBpmn } from '../../bpmn/write.ts'
import { paths } from '../../paths.ts'
import { findVersion } from '../../store/versions.ts'

/** A version as BPMN 2.0 XML, for other programs. */
export const bpmnPage = page({
  path: paths.bpmn,
  may: access.seeProcessMap,
  async view({ tx, params }) {
    const version = await findVersion(tx, params.versionId)
    if (version === null) return missing('version of the map')
    return download({
      filename: `process-map-version-${version.number}.bpmn`,
      type: 'application/xml; charset=utf-8',
      body: await writeBpmn(version.mapName, version.document),
    })
  },
})
