import { type Html, html } from '#platform/html'
import { formState } from '#platform/http'
import { openingOf, overallForm, sectionForm } from '../../asking/form.ts'
import type { ToolContent } from '../../content.ts'
import { voiceWords } from '../../words.ts'

const blank = formState({ action: '', token: '', problems: [], draftSavedAt: null, typed: null })

/** A tool as an auditor sees it, to be read or printed. It is no form: nothing that is typed or chosen here goes anywhere. */
export const previewOf = (content: ToolContent): Html => html`${openingOf(content, { isOpen: true })}
<p class="govuk-body"><strong>Asked beside the record:</strong> ${voicesOf(content)}</p>
${content.sections.map((_section, place) => sectionForm(blank, content, place))}
${overallForm(blank, content)}`

const voicesOf = ({ voices }: ToolContent): string =>
  voices.length === 0 ? 'nobody.' : `${voices.map((voice) => voiceWords[voice].toLowerCase()).join(', ')}.`
