import { dateInWords } from '#kernel/words'
import { filterSelect, tag } from '#platform/govuk'
import { html } from '#platform/html'
import { optionsOf } from '#platform/questions'
import { toolPaths } from '../../paths.ts'
import { type ToolTrainingState, trainingStates } from '../../rules/training.ts'
import type { Tool } from '../../store/tools.ts'
import type { ToolTraining } from '../../store/training.ts'
import { filterForm, type List } from '../parts/lists.ts'
import type { TrainingQuery } from './page.ts'

type Row = ToolTraining & { readonly state: ToolTrainingState }

const colours = { counts: 'green', 'no-audit-training': 'orange', expired: 'red', 'not-yet': 'grey' } as const

export const trainingList = (
  rows: readonly Row[],
  query: TrainingQuery,
  tools: readonly Tool[],
  mayChange: boolean,
): List<Row> => ({
  ...{ caption: 'Training for audit tools', rows, query },
  idOf: ({ id }) => id,
  hrefFor: (parts) => toolPaths.training({}, { ...query, ...parts }),
  columns: [
    { key: 'who', heading: 'Who', value: ({ personName }) => personName },
    { key: 'team', heading: 'Team', value: ({ teamName }) => teamName },
    { key: 'tool', heading: 'Tool', value: ({ toolName }) => toolName },
    {
      key: 'completed',
      heading: 'Completed',
      value: ({ completedOn }) => completedOn,
      cell: (row) =>
        html`${dateInWords(row.completedOn)}${mayChange && html`<br><a class="govuk-link" href="${toolPaths.withdrawTraining({ trainingId: row.id })}">Take back<span class="govuk-visually-hidden"> ${row.personName}, ${row.toolName}</span></a>`}`,
    },
    {
      key: 'expires',
      heading: 'Expires',
      value: ({ expiresOn }) => expiresOn,
      cell: ({ expiresOn }) => (expiresOn === null ? 'Does not expire' : dateInWords(expiresOn)),
    },
    {
      key: 'state',
      heading: 'Today',
      value: ({ state }) => trainingStates[state],
      cell: ({ state }) => tag(trainingStates[state], colours[state]),
    },
  ],
  filters: filterForm(toolPaths.training({}), [
    filterSelect(
      'tool',
      'Tool',
      query.tool,
      tools.map(({ id, name }) => ({ value: id, text: name })),
    ),
    filterSelect('state', 'Today', query.state, optionsOf(trainingStates)),
  ]),
  empty: html`<p class="govuk-body">Nobody fits. Until training is recorded, nobody can be given audits with a tool.</p>`,
})
