import { z } from 'zod'
import { ok } from '#kernel/outcome'
import { fields } from '#platform/http'
import { longInput } from '#platform/questions'
import { conferencePaths } from '../../paths.ts'
import { unbook } from '../../store/book.ts'
import { familyPage } from './family-page.ts'

const form = z.object({ reason: fields.text('Say why the slot is given back', 2000) })

/** A slot that was booked is given back: another family may need it. */
export const unbookPage = familyPage({
  path: conferencePaths.unbook,
  title: 'Give the conference slot back',
  form,
  applies: ({ isWaiting, booking }) => isWaiting && booking !== null,
  none: 'No child of this discussion has a slot.',
  questions: ({ form: typed }) => [longInput(typed, { name: 'reason', label: 'Why?' })],
  submitWords: 'Give the slot back',
  async record({ tx, enquiries, answers }) {
    for (const enquiry of enquiries) await unbook(tx, enquiry, answers.reason)
    return ok('The slot is free again')
  },
})
