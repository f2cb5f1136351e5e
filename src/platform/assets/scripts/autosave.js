const pause = 1500
const retry = 10_000

/** Keeps what is typed into `<form data-autosave="address">` as the person's draft, and says so. Nothing is kept in the browser. */
export function startAutosave() {
  for (const form of document.querySelectorAll('form[data-autosave]')) watch(form)
}

function watch(form) {
  const status = document.createElement('p')
  status.className = 'govuk-body los-saved'
  status.setAttribute('role', 'status')
  form.append(status)
  let timer
  let isSending = false
  const later = (wait) => {
    clearTimeout(timer)
    timer = setTimeout(save, wait)
  }
  const save = async () => {
    isSending = true
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        body: typed(form),
        headers: { 'x-requested-with': 'autosave' },
      })
      if (answer.status === 401)
        say(status, 'You have been signed out. Keep this page open, sign in in another tab, then carry on here.')
      if (!answer.ok) throw new Error(String(answer.status))
      const { at } = await answer.json()
      say(
        status,
        `Saved ${new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })}`,
      )
    } catch {
      if (!status.textContent.startsWith('You have'))
        say(status, 'Not saved: the connection is down. Keep this page open, it goes on trying.')
      later(retry)
    } finally {
      isSending = false
    }
  }
  form.addEventListener('input', () => later(pause))
  form.addEventListener('change', () => later(pause))
  form.addEventListener('submit', () => {
    if (!isSending) clearTimeout(timer)
  })
}

/** Everything typed except files and what the browser must not repeat. */
function typed(form) {
  const answers = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && name !== '_token') answers.append(name, value)
  }
  answers.set('_form', form.dataset.autosave)
  return answers
}

function say(status, words) {
  if (status.textContent !== words) status.textContent = words
}
