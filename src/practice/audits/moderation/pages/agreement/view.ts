import { fewPairs } from '#kernel/agreement'
import { count } from '#kernel/words'
import { groupsChart } from '#platform/charts'
import { details, filterSelect, listTable } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { Chosen, Group, Measured, Shares } from '../../agreement/groups.ts'
import {
  coefficients,
  figureInWords,
  type Grouping,
  groupingNames,
  groupings,
  shareInWords,
} from '../../agreement/words.ts'
import { moderationPaths } from '../../paths.ts'

export interface AgreementShown {
  readonly by: Grouping
  readonly chosen: Chosen
  readonly whole: Shares
  readonly groups: readonly Group[]
  readonly names: (by: Grouping, key: string) => string
}

export async function agreementView(shown: AgreementShown): Promise<Html> {
  const { whole } = shown
  return html`${headline(whole.random)}
${narrowed(shown)}
${wholeTable(whole)}
${details({ summaryText: 'What the figures are', html: whatTheyAre })}
${filters(shown)}
${await chart(shown)}
${groupsTable(shown)}`
}

/** From the random share alone: what was chosen for a reason says nothing of the rest. */
function headline({ pairs, agreement }: Measured): Html {
  if (pairs === 0)
    return html`<p class="govuk-body-l">No audit of the random share has been graded twice yet, so how far auditors agree is not known.</p>`
  const few = fewPairs(pairs)
  return html`<p class="govuk-body-l">Of ${count(pairs, 'audit')} drawn at random and graded twice, both gave the same grade in ${shareInWords(agreement.percentAgreement)}.</p>
${few !== null && html`<p class="govuk-body"><strong>${few}</strong></p>`}`
}

function narrowed({ chosen, by, names }: AgreementShown): Html | null {
  const parts = groupingNames.flatMap((grouping) => {
    const key = chosen[grouping]
    return key === undefined ? [] : [`${groupings[grouping]}: ${names(grouping, key)}`]
  })
  return parts.length === 0
    ? null
    : html`<p class="govuk-body">${parts.join('; ')}. <a class="govuk-link" href="${moderationPaths.agreement({}, { by })}">Show all</a></p>`
}

const wholeTable = ({ random, targeted }: Shares): Html => html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--m">Agreement of first and second grades, with 95 % intervals</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Coefficient</th><th scope="col" class="govuk-table__header">Random share</th><th scope="col" class="govuk-table__header">Chosen for a reason</th></tr></thead>
<tbody class="govuk-table__body">
${tableRow('Pairs', `${random.pairs}`, `${targeted.pairs}`)}
${coefficients.map(({ name, of }, at) => {
  const words = at === 0 ? shareInWords : figureInWords
  return tableRow(name, words(of(random.agreement)), words(of(targeted.agreement)))
})}</tbody></table>`

const tableRow = (name: string, random: string, targeted: string): Html =>
  html`<tr class="govuk-table__row"><td class="govuk-table__cell" data-label="Coefficient">${name}</td><td class="govuk-table__cell" data-label="Random share">${random}</td><td class="govuk-table__cell" data-label="Chosen for a reason">${targeted}</td></tr>`

const whatTheyAre = html`<p class="govuk-body">A pair is the first and the second grade of one audit, the second given without knowing the first. The scale is all four grades, also those that nobody gave, by rank: Outstanding 1, Good 2, Requires improvement 3, Inadequate 4. 1 is full agreement; 0 is what chance alone would give.</p>
<ul class="govuk-list govuk-list--bullet">
<li>Nominal, and without weights: only the same grade counts. Linear, quadratic and ordinal weights count grades that are near each other in part; ordinal weights are Gwet’s, and alpha’s ordinal metric is Krippendorff’s own.</li>
<li>Interval treats ranks as amounts, which grades are not: it stands here to be compared with elsewhere.</li>
<li>Intervals are by Student’s t from Gwet’s standard errors, without a finite population correction; of alpha interval by resampling with a fixed seed.</li>
<li>No interval: every pair says the same, so how far the figure could be out cannot be told from them.</li>
<li>Kappa and alpha have no answer where everybody gave the same grade: not estimable, no variation.</li>
<li>Audits chosen for a reason (Inadequate, Outstanding, an auditor whose agreement is low or not known, or asked for) are harder to agree on or easier than others. They stand apart and are in no headline.</li></ul>`

function filters({ by, chosen }: AgreementShown): Html {
  return html`<form class="los-filters" method="get" action="${moderationPaths.agreement({})}">${filterSelect(
    'by',
    'Take apart by',
    by,
    groupingNames.map((value) => ({ value, text: groupings[value] })),
    null,
  )}${Object.entries(chosen).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="govuk-button govuk-button--secondary" type="submit">Show</button></form>`
}

async function chart({ by, groups }: AgreementShown): Promise<Html | null> {
  const bars = groups.map(({ name, random }) => ({
    name: `${name} (${random.pairs})`,
    value: random.agreement.percentAgreement.value,
  }))
  if (bars.every(({ value }) => value === null)) return null
  return groupsChart({
    ...{
      id: 'agreement',
      title: `Same grade given by both, by ${groupings[by].toLowerCase()}`,
      kind: 'share',
      unit: 'pairs',
    },
    description:
      'The random share alone, with the number of pairs beside each name. Every figure is in the table below.',
    bars,
  })
}

function groupsTable({ by, chosen, groups }: AgreementShown): Html {
  const hrefFor = (parts: Readonly<Record<string, string | number | undefined>>) =>
    moderationPaths.agreement({}, { by, ...chosen, ...parts })
  return listTable({
    caption: `Agreement by ${groupings[by].toLowerCase()}`,
    columns: [
      groupings[by],
      'Pairs',
      'Same grade',
      'AC2, ordinal weights',
      'Alpha, ordinal',
      'Chosen for a reason',
    ].map((heading) => ({ key: heading, heading })),
    rows: groups.map(({ key, name, random, targeted }) => ({
      id: key,
      cells: [
        html`<a class="govuk-link" href="${hrefFor({ [by]: key })}">${name}<span class="govuk-visually-hidden">: all coefficients</span></a>`,
        html`${random.pairs}${fewPairs(random.pairs) !== null && html`<br>fewer than 10 pairs`}`,
        shareInWords(random.agreement.percentAgreement),
        figureInWords(random.agreement.ac2.ordinal),
        figureInWords(random.agreement.alpha.ordinal),
        targeted.pairs === 0
          ? 'None'
          : `${count(targeted.pairs, 'pair')}: ${shareInWords(targeted.agreement.percentAgreement)}`,
      ],
    })),
    ...{ page: 1, perPage: Math.max(1, groups.length), total: groups.length, hrefFor },
    downloads: { csv: hrefFor({ format: 'csv' }), xlsx: hrefFor({ format: 'xlsx' }) },
    empty: html`<p class="govuk-body">No audit has been graded twice.</p>`,
  })
}
