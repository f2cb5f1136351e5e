import { startAutosave } from 'asset:autosave.js'
import { initAll } from 'asset:govuk-frontend.js'
import { startOnce } from 'asset:once.js'
import { startRefresh } from 'asset:refresh.js'

initAll()
startOnce()
startAutosave()
startRefresh()

// Large, and on few pages.
if (document.querySelector('[data-suggest]')) {
  Promise.all([import('asset:suggest.js'), import('asset:accessible-autocomplete.js')]).then(([{ startSuggest }]) =>
    startSuggest(window.accessibleAutocomplete),
  )
}

// The library marks radio buttons that reveal a question with aria-expanded, which ARIA does not allow on a radio button.
// The question follows its button directly, so a screen reader comes to it next in any case.
const unmark = () => {
  for (const input of document.querySelectorAll('.govuk-radios__input[aria-expanded]'))
    input.removeAttribute('aria-expanded')
}
unmark()
document.addEventListener('click', unmark)
// The library looks at its buttons again whenever the page is shown.
window.addEventListener('pageshow', unmark)
