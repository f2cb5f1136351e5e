import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { londonDate } from '#kernel/clock'
import { invalid, missing, type Problem } from '#kernel/outcome'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import { html } from '#platform/html'
import { fields, formTag, goTo, page, screen } from '#platform/http'
import { choiceOf, textInput } from '#platform/questions'
import { findCycle, findStandingVersion, recordCycle } from '../../cases/store/cycles.ts'
import { paths } from '../../paths.ts'
import { themePaths } from '../paths.ts'
import { listRoundsWith } from '../store/rounds.ts'
import { findTheme } from '../store/themes.ts'

const form = z.object({
  follows: fields.id('Choose the round that it is compared with'),
  name: fields.text('Say what it is called', 200),
  fromDay: fields.day('Give the first day of the work that is looked at'),
  lastDay: fields.day('Give the last day of the work that is looked at'),
  dueOn: fields.day('Give the day by which its audits are due'),
})

/** Plans a re-audit that a theme calls for, with the tool and the rules of the round that it is compared with. */
export const reAuditPage = page({
  path: themePaths.reAudit,
  may: access.runAudits,
  form,
  async view({ tx, params, form: typed, now }) {
    const theme = await findTheme(tx, params.themeId)
    if (theme === null) return missing('theme')
    const rounds = await listRoundsWith(tx, theme.id)
    const today = londonDate(now)
    const day = (name: string, label: string) =>
      textInput(
        typed,
        { name, label, hint: `For example, ${today.day}/${today.month}/${today.year}` },
        { classes: 'govuk-input--width-10' },
      )
    return screen({
      title: 'Call for a re-audit',
      back: { href: themePaths.theme(params), text: theme.name },
      body:
        rounds.length === 0
          ? html`<p class="govuk-body">No round that is open to you has a finding of this theme, so there is nothing to compare a re-audit with. Strategy discussions are all audited every week and need none.</p>`
          : formTag(typed, {}, [
              choiceOf(
                typed,
                {
                  name: 'follows',
                  label: 'Which round is it compared with?',
                  hint: 'It uses the same tool, as it stands now, and the same rules for who may audit.',
                },
                rounds.map(({ id, reference, name }) => ({ value: id, text: `${reference} ${name}` })),
              ),
              textInput(typed, { name: 'name', label: 'What is it called?', fallback: `${theme.name}, audited again` }),
              day('fromDay', 'First day of the work that is looked at'),
              day('lastDay', 'Last day of it'),
              day('dueOn', 'By when are its audits due?'),
              button({ text: 'Plan it' }),
            ]),
    })
  },
  async submit({ tx, params, answers, now }) {
    const theme = await findTheme(tx, params.themeId)
    if (theme === null) return missing('theme')
    const { follows, lastDay, ...asked } = answers
    const isOffered = (await listRoundsWith(tx, theme.id)).some(({ id }) => id === follows)
    const first = isOffered ? await findCycle(tx, follows) : null
    const version = first === null ? null : await findStandingVersion(tx, { id: first.toolId })
    const today = londonDate(now)
    const problems: Problem[] = []
    if (first === null || version === null) problems.push({ field: 'follows', message: 'Choose a round from the list' })
    if (Temporal.PlainDate.compare(lastDay, asked.fromDay) < 0)
      problems.push({ field: 'lastDay', message: 'Give a last day that is not before the first' })
    if (Temporal.PlainDate.compare(lastDay, today) > 0)
      problems.push({ field: 'lastDay', message: 'Give a last day that is over: what is to come cannot be audited' })
    if (Temporal.PlainDate.compare(asked.dueOn, today) < 0)
      problems.push({ field: 'dueOn', message: 'Give a due day that is still to come' })
    if (first === null || version === null || problems.length > 0) return invalid(...problems)
    const { markers, previousTeamMonths, minTeams, moderatedPercent, hoursEach } = first
    const id = await recordCycle(tx, {
      ...{ ...asked, markers, previousTeamMonths, minTeams, moderatedPercent, hoursEach, follows },
      ...{ kind: 're-audit', themeId: theme.id, toDay: lastDay.add({ days: 1 }), toolVersionId: version.id },
    })
    return goTo(paths.drawCycle({ cycleId: id ?? '' }), 'The re-audit is planned. Look at what can be drawn')
  },
})
