import type { Served } from '#test/browser'
import { sendForm } from '#test/forms'

/** A map taken out of the product and brought in again as another, published and with no draft, so that one can be begun. */
export async function mapAgain(address: string, signIn: Served['signIn']): Promise<string> {
  const editor = await signIn('service-manager')
  const text = async (path: string): Promise<string> => (await editor.request.get(address + path)).text()
  const map = /\/process-map\/[0-9a-f-]{36}/.exec(await text('/process-map'))?.[0] ?? ''
  const file = /\/process-map\/versions\/[0-9a-f-]{36}\/bpmn/.exec(await text(map))?.[0] ?? ''
  const buffer = await (await editor.request.get(address + file)).body()
  const added = await sendForm(editor, `${address}/process-map/add`, {
    name: 'The same again',
    purpose: '',
    file: { name: 'map.bpmn', mimeType: 'application/xml', buffer },
  })
  const published = await sendForm(editor, `${address}${added}/publish`, { why: 'As it was' })
  await editor.context().close()
  return published
}
