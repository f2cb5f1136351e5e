import { startAutosave } from 'asset:autosave.js'
import { initAll } from 'asset:govuk-frontend.js'
import { startOnce } from 'asset:once.js'
import { startRefresh } from 'asset:refresh.js'

initAll()
startOnce()
startAutosave()
startRefresh()
