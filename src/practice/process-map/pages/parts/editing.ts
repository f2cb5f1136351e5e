import { z } from 'zod'
import { newId } from '#kernel/ids'
import { conflict, type Failure, missing, type Outcome } from '#kernel/outcome'
import { access } from '#platform/access'
import type { Html } from '#platform/html'
import { type Asked, type FormState, goTo, type Path, page, type Reply, type Route, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import type { MapDocument } from '../../rules/document.ts'
import type { Edited } from '../../rules/edit.ts'
import { changedMeanwhile, findRevision, findVersion, type MapVersion, recordEdit } from '../../store/versions.ts'

/** Behind every form that edits a draft. */
export const pressed = {
  press: z.enum(['save', 'remove']).default('save'),
  revision: z.coerce.number().int().min(1),
}

interface Pressed {
  readonly press: 'save' | 'remove'
  readonly revision: number
}

type PartList = keyof MapDocument
type PartOf<List extends PartList> = MapDocument[List][number]

/** How one kind of part of a map is added, changed and removed. */
interface PartForm<List extends PartList, Answers extends Pressed> {
  readonly list: List
  /** "lane": in titles and notices. */
  readonly what: string
  readonly form: z.ZodType<Answers>
  readonly view: (given: {
    readonly tx: Tx
    readonly form: FormState
    readonly version: MapVersion
    readonly part: PartOf<List> | null
  }) => Promise<Html> | Html
  readonly build: (tx: Tx, id: string, answers: Answers, document: MapDocument) => Promise<Outcome<Edited>>
  readonly remove: (document: MapDocument, id: string) => Outcome<Edited>
}

/** The two pages of a kind of part: adding one to a draft, and changing or removing one. */
export function editingPages<List extends PartList, Answers extends Pressed, Name extends string>(
  part: PartForm<List, Answers>,
  at: {
    readonly add: Path<{ readonly versionId: string }>
    readonly change: Path<Readonly<Record<'versionId' | Name, string>>>
  },
  idName: Name,
): readonly [Route, Route] {
  const adding = page({
    path: at.add,
    may: access.editProcessMap,
    form: part.form,
    view: (asked) => show(part, asked, null),
    submit: (asked) => edit(part, asked, null),
  })
  const changing = page({
    path: at.change,
    may: access.editProcessMap,
    form: part.form,
    view: (asked) => show(part, asked, asked.params[idName]),
    submit: (asked) => edit(part, asked, asked.params[idName]),
  })
  return [adding, changing]
}

type Drafted = Pick<Asked<{ readonly versionId: string }>, 'tx' | 'params' | 'form'>

async function show<List extends PartList, Answers extends Pressed>(
  part: PartForm<List, Answers>,
  { tx, params, form }: Drafted,
  id: string | null,
): Promise<Reply | Failure> {
  const version = await findVersion(tx, params.versionId)
  if (version === null) return missing('version of the map')
  if (version.published !== null) return frozen
  const found = partOf(version.document, part.list, id)
  if (id !== null && found === null) return missing(part.what)
  return screen({
    title: found === null ? `Add a ${part.what}` : `Change a ${part.what}`,
    body: await part.view({ tx, form, version, part: found }),
    back: { href: paths.version({ versionId: version.id }) },
  })
}

async function edit<List extends PartList, Answers extends Pressed>(
  part: PartForm<List, Answers>,
  { tx, params, answers }: Drafted & { readonly answers: Answers },
  id: string | null,
): Promise<Reply | Failure> {
  const version = await findVersion(tx, params.versionId)
  if (version === null) return missing('version of the map')
  if (version.published !== null) return frozen
  const standing = partOf(version.document, part.list, id)
  if (id !== null && standing === null) return missing(part.what)
  if (id !== null && (await hasChanged(tx, version, part.list, id, answers.revision))) return changedMeanwhile
  const isRemoval = answers.press === 'remove' && id !== null
  const edited = isRemoval
    ? part.remove(version.document, id)
    : await part.build(tx, id ?? newId(), answers, version.document)
  if (!edited.ok) return edited
  const quicker = await recordEdit(tx, version, edited.value)
  return quicker ?? goTo(paths.version({ versionId: version.id }), edited.value.what)
}

const frozen = conflict(
  'This version has been published, and is frozen.',
  'Begin a new draft from it on the page of the map.',
)

const partOf = <List extends PartList>(document: MapDocument, list: List, id: string | null): PartOf<List> | null => {
  const parts: readonly PartOf<List>[] = document[list]
  return parts.find((each) => each.id === id) ?? null
}

/** Whether somebody has changed this part since the form was opened: other parts may be edited at the same time. */
async function hasChanged(tx: Tx, version: MapVersion, list: PartList, id: string, opened: number): Promise<boolean> {
  if (opened >= version.revision) return false
  const then = await findRevision(tx, version.id, opened)
  const before = then === null ? null : partOf(then, list, id)
  return JSON.stringify(before) !== JSON.stringify(partOf(version.document, list, id))
}
