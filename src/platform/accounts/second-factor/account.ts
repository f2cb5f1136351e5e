import { z } from 'zod'
import { conflict, invalid, missing, refused } from '#kernel/outcome'
import { count, whenInWords } from '#kernel/words'
import { access } from '#platform/access'
import { button, insetText, textarea } from '#platform/govuk'
import { html } from '#platform/html'
import { type FormState, fields, formTag, goTo, page, passwordAgain, path, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { makeRecoveryCodes } from './recovery.ts'
import { dropFactor, findFactorOf, listResets, replaceRecoveryCodes, resetFactor } from './store.ts'
import { codesList } from './views.ts'

export const paths = {
  account: path('/account'),
  reset: path('/accounts/:personId/second-factor'),
}

const accountForm = z.object({ step: fields.choice(['codes', 'off'], 'Choose what to do') })

/** Somebody's own account: their second factor, new recovery codes, and turning it off where they may. */
export const accountPage = page({
  path: paths.account,
  may: access.signedIn,
  form: accountForm,
  signsInAgain: true,
  async view({ tx, user, form, now }) {
    const factor = await findFactorOf(tx, user.personId)
    const isRequired = user.roles.includes('partner')
    return screen({
      title: 'Your account',
      body: html`<h2 class="govuk-heading-m">Second factor</h2>
${factor === null ? turnedOff : html`<p class="govuk-body">On since ${whenInWords(factor.setUpAt, now)}. ${count(factor.codesLeft, 'recovery code')} left.</p>${onForm(form, isRequired)}`}`,
    })
  },
  async submit({ tx, user, answers }) {
    const factor = await findFactorOf(tx, user.personId)
    if (factor === null) return conflict('Your second factor is off.', 'Set it up first.')
    if (answers.step === 'off') {
      if (!(await dropFactor(tx, user.personId)))
        return invalid({ field: 'step', message: 'Your account needs its second factor' })
      return goTo(paths.account({}), 'Your second factor is off')
    }
    const codes = await makeRecoveryCodes()
    await replaceRecoveryCodes(tx, user.personId, codes)
    return screen({
      title: 'Your new recovery codes',
      back: { href: paths.account({}) },
      body: html`<p class="govuk-body">Those you had before open nothing any more.</p>${codesList(codes.shown)}`,
    })
  },
})

const turnedOff = html`<p class="govuk-body">Off. With it, signing in takes your password and a code from your telephone, and a stolen password opens nothing.</p>
${button({ text: 'Set it up', href: '/sign-in/set-up?next=/account' })}`

const onForm = (form: FormState, isRequired: boolean) =>
  formTag(
    form,
    {},
    [
      passwordAgain(form),
      html`<div class="los-actions"><button class="govuk-button" name="step" value="codes">Make new recovery codes</button>
${!isRequired && html`<button class="govuk-button govuk-button--secondary" name="step" value="off">Turn it off</button>`}</div>`,
      isRequired && html`<p class="govuk-body">People of partner agencies cannot turn it off.</p>`,
    ].filter((part) => part !== false),
  )

const resetForm = z.object({ reason: fields.text('Say why, and how you know that it is them', 1000) })

/** An administrator resets the second factor of somebody who lost telephone and codes. */
export const resetPage = page({
  path: paths.reset,
  may: access.resetSecondFactors,
  form: resetForm,
  async view({ tx, params, form, now, user }) {
    const name = await nameOf(tx, params.personId)
    if (name === null) return missing('account')
    const factor = await findFactorOf(tx, params.personId)
    const resets = await listResets(tx, params.personId)
    const error = form.error('reason')
    return screen({
      title: `Second factor of ${name}`,
      body: html`${factor === null ? html`<p class="govuk-body">None is set up.</p>` : html`<p class="govuk-body">On since ${whenInWords(factor.setUpAt, now)}. ${count(factor.codesLeft, 'recovery code')} left.</p>`}
${factor !== null && params.personId === user.personId && insetText({ text: 'Another administrator resets yours.' })}
${
  factor !== null &&
  params.personId !== user.personId &&
  formTag(form, {}, [
    textarea({
      id: 'reason',
      name: 'reason',
      label: { text: 'Why is it reset?', classes: 'govuk-label--s' },
      hint: { text: 'And how you know that it is them who ask: somebody else’s telephone would be let in.' },
      value: form.value('reason'),
      rows: 3,
      ...(error === undefined ? {} : { errorMessage: { text: error } }),
    }),
    button({ text: 'Reset it', classes: 'govuk-button--warning' }),
  ])
}
${resets.length > 0 && html`<h2 class="govuk-heading-m">Reset before</h2><ul class="govuk-list govuk-list--bullet">${resets.map(({ resetAt, resetByName, reason }) => html`<li>${whenInWords(resetAt, now)}${resetByName !== null && `, ${resetByName}`}: ${reason}</li>`)}</ul>`}`,
    })
  },
  async submit({ tx, params, answers, user }) {
    if ((await nameOf(tx, params.personId)) === null) return missing('account')
    if (params.personId === user.personId) return refused('not allowed to reset your own second factor')
    if (!(await resetFactor(tx, params.personId, answers.reason)))
      return conflict('No second factor is set up.', 'Nothing has to be reset.')
    return goTo(paths.reset(params), 'It is reset, and they are signed out. They set up another when they sign in')
  },
})

async function nameOf(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('platform.account')
    .select('name')
    .where('authorityId', '=', tx.who.authorityId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.name ?? null
}
