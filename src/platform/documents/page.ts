import { Temporal } from 'temporal-polyfill'
import { funnelChart, groupsChart, trendChart } from '#platform/charts'
import { summaryList } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import { tableOfChart } from './chart-table.ts'
import type { Block, Cell, ChartBlock, Document, TableBlock } from './model.ts'

/** The document as the body of a page, whose own heading is the title: sections begin at the second level. */
export async function toHtml(document: Document): Promise<Html> {
  const blocks = await Promise.all(document.blocks.map(blockHtml))
  return html`<div lang="${document.language}">${blocks}
${document.pageNotes.map((note) => html`<p class="govuk-body-s los-quiet">${note}</p>`)}</div>`
}

async function blockHtml(block: Block): Promise<Html> {
  switch (block.kind) {
    case 'heading':
      return headingHtml(block.level, block.text)
    case 'paragraph':
      return html`<p class="govuk-body">${block.text}</p>`
    case 'list':
      return listHtml(block.isNumbered, block.items)
    case 'facts':
      return summaryList({
        rows: block.rows.map(({ term, value }) => ({ key: { text: term }, value: { text: value } })),
      })
    case 'table':
      return tableHtml(block)
    case 'chart':
      return chartHtml(block)
  }
}

function headingHtml(level: 1 | 2 | 3, text: string): Html {
  if (level === 1) return html`<h2 class="govuk-heading-m">${text}</h2>`
  if (level === 2) return html`<h3 class="govuk-heading-s">${text}</h3>`
  return html`<h4 class="govuk-heading-s">${text}</h4>`
}

function listHtml(isNumbered: boolean, items: readonly string[]): Html {
  const lines = items.map((item) => html`<li>${item}</li>`)
  return isNumbered
    ? html`<ol class="govuk-list govuk-list--number">${lines}</ol>`
    : html`<ul class="govuk-list govuk-list--bullet">${lines}</ul>`
}

function tableHtml({ caption, columns, rows, empty }: TableBlock): Html {
  if (rows.length === 0)
    return html`<p class="govuk-body"><strong>${caption}</strong></p><div class="los-empty"><p class="govuk-body">${empty}</p></div>`
  const numeric = (at: number) => columns[at]?.isNumeric === true && ' govuk-table__cell--numeric'
  return html`<table class="govuk-table los-cards">
<caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
<thead class="govuk-table__head"><tr class="govuk-table__row">${columns.map(
    ({ heading, isNumeric }) =>
      html`<th scope="col" class="govuk-table__header${isNumeric === true && ' govuk-table__header--numeric'}">${heading}</th>`,
  )}</tr></thead>
<tbody class="govuk-table__body">${rows.map(
    ({ cells }) =>
      html`<tr class="govuk-table__row">${columns.map(({ heading }, at) => html`<td class="govuk-table__cell${numeric(at)}" data-label="${heading}">${cellHtml(cells[at] ?? null)}</td>`)}</tr>`,
  )}</tbody></table>`
}

const cellHtml = (cell: Cell): Html | string | number | null =>
  cell !== null && typeof cell === 'object' ? html`<a class="govuk-link" href="${cell.href}">${cell.text}</a>` : cell

async function chartHtml(block: ChartBlock): Promise<Html> {
  return html`${await pictureHtml(block)}${tableHtml(tableOfChart(block))}`
}

function pictureHtml({ id, title, description, unit, values, drawing }: ChartBlock): Promise<Html> {
  const described = { id, title, description, unit, kind: values }
  if (drawing.form === 'groups') return groupsChart({ ...described, bars: drawing.bars })
  if (drawing.form === 'funnel') return funnelChart({ ...described, target: drawing.target, points: drawing.points })
  const points = drawing.points.map(({ period, value }) => ({ period: Temporal.PlainDate.from(period), value }))
  return trendChart({ ...described, points })
}
