import { components } from './generated/components.ts'

export const {
  backLink,
  breadcrumbs,
  button,
  characterCount,
  checkboxes,
  dateInput,
  details,
  errorMessage,
  errorSummary,
  fieldset,
  fileUpload,
  hint,
  input,
  insetText,
  label,
  notificationBanner,
  pagination,
  panel,
  passwordInput,
  radios,
  select,
  summaryList,
  table,
  tabs,
  textarea,
  warningText,
} = components
export { type DocumentPage, documentPage, type NavigationLink } from './document.ts'
export { type FilterOption, filterSelect } from './filters.ts'
export type * from './generated/options.ts'
export { type Column, type ListTable, listTable, type Row } from './list-table.ts'
export { type TagColour, tag } from './tag.ts'
