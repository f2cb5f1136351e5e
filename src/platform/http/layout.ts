import type { FastifyReply } from 'fastify'
import type { Conflict, Problem } from '#kernel/outcome'
import { allows } from '#platform/access'
import { documentPage, errorSummary, notificationBanner } from '#platform/govuk'
import { type Html, html } from '#platform/html'
import type { ServerDeps } from './deps.ts'
import { nonceOf } from './nonce.ts'
import type { Screen } from './page.ts'
import type { User } from './user.ts'

interface Document extends Omit<Screen, 'kind'> {
  readonly user: User | null
  readonly path: string
  readonly problems?: readonly Problem[]
  readonly conflict?: Conflict | undefined
  readonly notice?: string | undefined
  /** Named in the header when nobody is signed in. */
  readonly authorityName?: string
  readonly isSample?: boolean
}

/** The whole document around a page's body: header, navigation, what went wrong or went well, heading, footer. */
export function documentFor(deps: ServerDeps, reply: FastifyReply, page: Document): string {
  const { user, problems = [] } = page
  const path = page.path.split('?')[0] ?? ''
  const open = deps.navigation.filter(({ may }) => user !== null && allows(may, user.roles))
  // Of two that lead here, the nearer one: a page under another's address has a place of its own.
  const current = open
    .filter(({ href }) => isUnder(path, href))
    .sort((one, other) => other.href.length - one.href.length)[0]
  const isLong = open.length > inOneRow
  const navigation = open.map(({ text, href, isMore = false }) => ({
    text,
    href,
    isMore: isMore && isLong,
    current: href === current?.href,
  }))
  return documentPage({
    title: page.title,
    body: html`${outcomeOf(page, problems)}<h1 class="govuk-heading-l">${page.title}</h1>${page.body}`,
    authorityName: user?.authorityName ?? page.authorityName ?? '',
    isSample: user?.isSample ?? page.isSample ?? false,
    user: user === null ? null : { name: user.name },
    navigation,
    nonce: nonceOf(reply.raw),
    back: page.back ?? null,
    width: page.width ?? 'two-thirds',
    hasErrors: problems.length > 0 || page.conflict !== undefined,
  }).toString()
}

/** So many entries need no folding. */
const inOneRow = 9

const isUnder = (path: string, href: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)

function outcomeOf(page: Document, problems: readonly Problem[]): Html {
  return html`${problems.length > 0 && errorSummary({ titleText: 'There is a problem', errorList: problems.map(linkTo) })}${
    page.conflict !== undefined &&
    errorSummary({
      titleText: 'This has changed while you were working on it',
      errorList: [{ text: page.conflict.message }, { text: page.conflict.possible }],
    })
  }${page.notice !== undefined && notificationBanner({ type: 'success', text: page.notice })}`
}

const linkTo = ({ field, message }: Problem): { text: string; href?: string } =>
  field === '' ? { text: message } : { text: message, href: `#${field}` }
