// Made by src/platform/govuk/generate.ts from govuk-frontend's own macro-options.json: do not edit.
import { macro } from '../macro.ts'
import type * as Options from './options.ts'

export const components = {
  backLink: macro<Options.BackLinkOptions>('back-link', 'govukBackLink'),
  breadcrumbs: macro<Options.BreadcrumbsOptions>('breadcrumbs', 'govukBreadcrumbs'),
  button: macro<Options.ButtonOptions>('button', 'govukButton'),
  characterCount: macro<Options.CharacterCountOptions>('character-count', 'govukCharacterCount'),
  checkboxes: macro<Options.CheckboxesOptions>('checkboxes', 'govukCheckboxes'),
  dateInput: macro<Options.DateInputOptions>('date-input', 'govukDateInput'),
  details: macro<Options.DetailsOptions>('details', 'govukDetails'),
  errorMessage: macro<Options.ErrorMessageOptions>('error-message', 'govukErrorMessage'),
  errorSummary: macro<Options.ErrorSummaryOptions>('error-summary', 'govukErrorSummary'),
  fieldset: macro<Options.FieldsetOptions>('fieldset', 'govukFieldset'),
  fileUpload: macro<Options.FileUploadOptions>('file-upload', 'govukFileUpload'),
  hint: macro<Options.HintOptions>('hint', 'govukHint'),
  input: macro<Options.InputOptions>('input', 'govukInput'),
  insetText: macro<Options.InsetTextOptions>('inset-text', 'govukInsetText'),
  label: macro<Options.LabelOptions>('label', 'govukLabel'),
  notificationBanner: macro<Options.NotificationBannerOptions>('notification-banner', 'govukNotificationBanner'),
  pagination: macro<Options.PaginationOptions>('pagination', 'govukPagination'),
  panel: macro<Options.PanelOptions>('panel', 'govukPanel'),
  passwordInput: macro<Options.PasswordInputOptions>('password-input', 'govukPasswordInput'),
  radios: macro<Options.RadiosOptions>('radios', 'govukRadios'),
  select: macro<Options.SelectOptions>('select', 'govukSelect'),
  summaryList: macro<Options.SummaryListOptions>('summary-list', 'govukSummaryList'),
  table: macro<Options.TableOptions>('table', 'govukTable'),
  tabs: macro<Options.TabsOptions>('tabs', 'govukTabs'),
  tag: macro<Options.TagOptions>('tag', 'govukTag'),
  textarea: macro<Options.TextareaOptions>('textarea', 'govukTextarea'),
  warningText: macro<Options.WarningTextOptions>('warning-text', 'govukWarningText'),
}
