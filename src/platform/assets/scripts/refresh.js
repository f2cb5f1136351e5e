/**
 * Refreshes `<section data-refresh="address" data-refresh-seconds="15">` quietly. Rows are known by `data-row`. While the
 * same rows stand in the same order their words are changed in place; when rows came, went or moved, a button says so and
 * nothing moves until it is pressed, so that no row slips from under a finger. `data-refresh-tag` is the ETag of what the
 * page was first drawn with, so that the first look asks only for what is new. With `data-refresh-live` the server tells.
 */
export function startRefresh() {
  for (const region of document.querySelectorAll('[data-refresh]')) keepFresh(region)
}

function keepFresh(region) {
  const seconds = Number(region.dataset.refreshSeconds) || 15
  const note = document.createElement('div')
  note.setAttribute('role', 'status')
  note.className = 'los-refresh'
  region.before(note)
  let etag = region.dataset.refreshTag
  const look = async () => {
    if (document.hidden) return
    try {
      const headers = etag ? { 'if-none-match': etag } : {}
      const answer = await fetch(region.dataset.refresh, { headers, redirect: 'manual', cache: 'no-store' })
      if (answer.type === 'opaqueredirect' || answer.status === 401) signedOut(note)
      else if (answer.status === 200) {
        etag = answer.headers.get('etag') ?? undefined
        take(region, note, await answer.text())
      }
    } catch {
      // Offline for a moment: the next look tries again.
    }
  }
  const poll = () => {
    setInterval(look, seconds * 1000)
    document.addEventListener('visibilitychange', look)
  }
  if ('refreshLive' in region.dataset) follow(region, note, poll)
  else poll()
}

/** Is told of changes (server-sent events) instead of asking; asks after all where it cannot be told. */
function follow(region, note, poll) {
  const source = new EventSource(region.dataset.refresh)
  source.addEventListener('piece', ({ data }) => take(region, note, data))
  source.addEventListener('end', () => source.close())
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) poll()
  })
}

function take(region, note, text) {
  const fresh = document.createElement('template')
  fresh.innerHTML = text
  const [before, after] = [rows(region), rows(fresh.content)]
  const names = (list) => list.map((row) => row.dataset.row).join(' ')
  if (names(before) === names(after)) {
    note.replaceChildren()
    for (const [at, row] of after.entries()) swap(before[at], row)
    swapParts(region, fresh.content)
    return
  }
  offer(region, note, fresh, before, after)
}

const rows = (root) => [...root.querySelectorAll('[data-row]')]

/** A row or a part that holds the focus, or something opened, stays as it is until the person has left it. */
const isBusy = (element) => element.contains(document.activeElement) || element.querySelector('details[open]') !== null

function swap(old, fresh) {
  if (old.innerHTML !== fresh.innerHTML && !isBusy(old)) old.replaceChildren(...fresh.cloneNode(true).childNodes)
}

/** Counts and other parts outside the rows, known by `data-part`. */
function swapParts(region, fresh) {
  for (const part of fresh.querySelectorAll('[data-part]')) {
    const old = region.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`)
    if (old) swap(old, part)
  }
}

function offer(region, note, fresh, before, after) {
  const known = new Set(before.map((row) => row.dataset.row))
  const added = after.filter((row) => !known.has(row.dataset.row)).length
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.textContent = added > 0 ? `${added} new: show` : 'The list has changed: show'
  button.addEventListener('click', () => {
    region.replaceChildren(...fresh.content.childNodes)
    note.replaceChildren()
    region.setAttribute('tabindex', '-1')
    region.focus()
  })
  note.replaceChildren(button)
}

function signedOut(note) {
  const link = document.createElement('a')
  link.href = '/sign-in'
  link.className = 'govuk-link'
  link.textContent = 'You have been signed out: sign in again'
  note.replaceChildren(link)
}
