const pause = 300
const fewest = 2

/**
 * Turns `<div data-suggest="address">` with a text field in it into one that finds while a person types. What is typed is sent
 * as a form, with the token of the form around it. Choosing an answer presses the form's own step `add:ID`. Without this
 * script the field and its button do the same.
 */
export function startSuggest(autocomplete) {
  for (const place of document.querySelectorAll('[data-suggest]')) enhance(place, autocomplete)
}

function enhance(place, autocomplete) {
  const field = place.querySelector('input')
  const { form, id, name, value } = field
  const described = field.getAttribute('aria-describedby')
  const holder = document.createElement('div')
  field.replaceWith(holder)
  autocomplete({
    element: holder,
    id,
    name,
    defaultValue: value,
    minLength: fewest,
    confirmOnBlur: false,
    showNoOptionsFound: true,
    tNoResults: () => 'Nobody found: try another spelling, or add a new child below',
    // The library writes what it shows as HTML.
    templates: { inputValue: (option) => option?.typed ?? '', suggestion: (option) => escaped(option.text ?? option) },
    source: later((words, show) => find(place.dataset.suggest, form, words, show)),
    onConfirm: (option) => option?.id && choose(form, option.id),
  })
  if (described) place.querySelector('input').setAttribute('aria-describedby', described)
}

/** Waits until the typing rests, and drops an answer that a later one has overtaken. */
function later(ask) {
  let timer
  let latest = 0
  return (words, show) => {
    clearTimeout(timer)
    latest += 1
    const mine = latest
    timer = setTimeout(() => ask(words, (options) => mine === latest && show(options)), pause)
  }
}

async function find(address, form, words, show) {
  const body = new URLSearchParams({ words, _token: new FormData(form).get('_token') })
  try {
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    if (!answer.ok) return show([])
    const { children, mayBeRestricted } = await answer.json()
    const hint = { id: '', typed: words, text: 'A restricted record may match: call the duty manager' }
    show([...children.map((child) => ({ ...child, typed: words })), ...(mayBeRestricted ? [hint] : [])])
  } catch {
    show([])
  }
}

function choose(form, id) {
  const button = document.createElement('button')
  button.name = 'step'
  button.value = `add:${id}`
  button.formAction = `${form.getAttribute('action')}#children`
  button.hidden = true
  form.append(button)
  form.requestSubmit(button)
}

function escaped(text) {
  const holder = document.createElement('span')
  holder.textContent = text
  return holder.innerHTML
}
