import type { Route } from '#platform/http'
import { themesPage } from './list.ts'
import { newThemePage } from './new.ts'
import { reAuditPage } from './re-audit.ts'
import { themePage } from './theme.ts'

export const themePages: readonly Route[] = [themesPage, newThemePage, themePage, reAuditPage]
