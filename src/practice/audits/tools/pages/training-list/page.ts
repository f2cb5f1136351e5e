import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { html } from '#platform/html'
import { may, page, screen } from '#platform/http'
import { toolPaths } from '../../paths.ts'
import { toolTrainingState, trainingStates } from '../../rules/training.ts'
import { listTools } from '../../store/tools.ts'
import { listToolTraining } from '../../store/training.ts'
import { downloadList, drawList, listQuery } from '../parts/lists.ts'
import { toolsNavigation } from '../parts/navigation.ts'
import { trainingList } from './view.ts'

const query = z.object({
  ...listQuery,
  tool: z.uuid({ error: 'Choose a tool from the list' }).or(z.literal('')).optional(),
  state: z.enum(keysOf(trainingStates), { error: 'Choose from the list' }).or(z.literal('')).optional(),
})
export type TrainingQuery = z.infer<typeof query>

/** Who is trained for which tool: an audit is given to nobody else. */
export const toolTrainingPage = page({
  path: toolPaths.training,
  may: access.seeAudits,
  query,
  async view({ tx, user, now, query: asked }) {
    const day = londonDate(now)
    const tools = await listTools(tx)
    const rows = (await listToolTraining(tx, day))
      .map((training) => ({ ...training, state: toolTrainingState(training, day) }))
      .filter(({ toolId, state }) => (!asked.tool || toolId === asked.tool) && (!asked.state || state === asked.state))
    const mayChange = may(user, access.runAudits)
    const list = trainingList(rows, asked, tools, mayChange)
    if (asked.format !== undefined)
      return downloadList(list, { name: 'audit-tool-training', now, format: asked.format })
    return screen({
      title: 'Training for audit tools',
      width: 'full',
      back: { href: toolPaths.list({}), text: 'Audit tools' },
      body: html`${toolsNavigation('Training for tools')}
<p class="govuk-body">Whoever audits is trained twice: to audit at all, which stands in the organisation’s training, and for the tool. Both have to be in date.</p>
${mayChange && html`<p class="govuk-body">Record training for ${tools.map(({ id, name }, at) => html`${at > 0 && ', '}<a class="govuk-link" href="${toolPaths.addTraining({ toolId: id })}">${name}</a>`)}.</p>`}
${drawList(list)}`,
    })
  },
})
