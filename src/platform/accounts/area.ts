import type { Area } from '#platform/area'
import { accountPage, resetPage } from './second-factor/account.ts'

/** What somebody who is signed in does about accounts: their own, and for administrators a reset. */
export const accountsArea = (): Area => ({ name: 'accounts', pages: [accountPage, resetPage] })
