import { z } from 'zod'
import { missing } from '#kernel/outcome'
import { keysOf } from '#kernel/words'
import { access } from '#platform/access'
import { button } from '#platform/govuk'
import type { Html } from '#platform/html'
import { type FormState, fields, formTag, goTo, type Path, page, type Route, screen } from '#platform/http'
import type { Tx } from '#platform/transaction'
import { paths } from '../../paths.ts'
import { nameOf } from '../../rules/names.ts'
import { findChild } from '../../store/children.ts'
import { addAddress, addOtherName, addService } from '../../store/details.ts'
import { addHousehold, addMembers, listHouseholds } from '../../store/household.ts'
import { nameKinds, relations, serviceKinds } from '../../words.ts'
import { choiceQuestion, dayQuestion, listQuestion, longQuestion, textQuestion } from '../parts/fields.ts'

interface Detail<Answers> {
  readonly path: Path<{ readonly childId: string }>
  readonly title: (name: string) => string
  readonly form: z.ZodType<Answers>
  readonly questions: (form: FormState) => readonly Html[]
  readonly record: (tx: Tx, childId: string, answers: Answers) => Promise<void>
  readonly notice: string
}

/** One more thing known about a child: each is a short form that appends and goes back to the record. */
const detail = <Answers>({ path, title, form, questions, record, notice }: Detail<Answers>): Route =>
  page({
    path,
    may: access.manageChildren,
    form,
    async view({ tx, params, form: typed }) {
      const child = await findChild(tx, params.childId)
      if (child === null) return missing('child')
      const body = formTag(typed, {}, [...questions(typed), button({ text: 'Save' })])
      return screen({ title: title(nameOf(child)), back: { href: paths.record(params) }, body })
    },
    async submit({ tx, params, answers }) {
      if ((await findChild(tx, params.childId)) === null) return missing('child')
      await record(tx, params.childId, answers)
      return goTo(paths.record(params), notice)
    },
  })

export const addNamePage = detail({
  path: paths.addName,
  title: (name) => `Another name of ${name}`,
  form: z.object({
    kind: fields.choice(keysOf(nameKinds), 'Choose what kind of name it is'),
    givenName: fields.optionalText(100),
    familyName: fields.text('Give the name', 100),
  }),
  questions: (form) => [
    choiceQuestion(form, { name: 'kind', label: 'What kind of name is it?', options: nameKinds }),
    textQuestion(form, { name: 'givenName', label: 'Given names' }),
    textQuestion(form, { name: 'familyName', label: 'Family name, or the whole of a nickname' }),
  ],
  record: addOtherName,
  notice: 'The name has been added',
})

export const addAddressPage = detail({
  path: paths.addAddress,
  title: (name) => `Where ${name} lives`,
  form: z.object({
    lines: fields.text('Give the address', 300),
    postcode: fields.optionalText(10),
    fromDay: fields.optionalDay(),
  }),
  questions: (form) => [
    longQuestion(form, { name: 'lines', label: 'Address', rows: 3 }),
    textQuestion(form, { name: 'postcode', label: 'Postcode', classes: 'govuk-input--width-10' }),
    dayQuestion(form, { name: 'fromDay', label: 'Since when, if known' }),
  ],
  record: addAddress,
  notice: 'The address has been added',
})

export const addServicePage = detail({
  path: paths.addService,
  title: (name) => `Who else knows ${name}`,
  form: z.object({
    kind: fields.choice(keysOf(serviceKinds), 'Choose what it is'),
    name: fields.text('Give its name', 200),
    phone: fields.optionalText(40),
    fromDay: fields.optionalDay(),
  }),
  questions: (form) => [
    choiceQuestion(form, { name: 'kind', label: 'What is it?', options: serviceKinds }),
    textQuestion(form, { name: 'name', label: 'Name of the school, practice or person' }),
    textQuestion(form, { name: 'phone', label: 'Telephone' }),
    dayQuestion(form, { name: 'fromDay', label: 'Since when, if known' }),
  ],
  record: addService,
  notice: 'It has been added',
})

export const addMemberPage = detail({
  path: paths.addMember,
  title: (name) => `Who lives with ${name}`,
  form: z.object({
    relation: fields.choice(keysOf(relations), 'Choose who it is to the child'),
    givenName: fields.optionalText(100),
    familyName: fields.text('Give the family name, or what they are called', 100),
    dateOfBirth: fields.optionalDay(),
    phone: fields.optionalText(40),
    hasParentalResponsibility: fields.optionalChoice(['yes', 'no'], 'Choose yes, no or leave it open'),
  }),
  questions: (form) => [
    listQuestion(form, { name: 'relation', label: 'Who is it to the child?', options: relations, none: 'Choose' }),
    textQuestion(form, { name: 'givenName', label: 'Given names' }),
    textQuestion(form, { name: 'familyName', label: 'Family name' }),
    dayQuestion(form, { name: 'dateOfBirth', label: 'Date of birth, if known' }),
    textQuestion(form, { name: 'phone', label: 'Telephone' }),
    choiceQuestion(form, {
      name: 'hasParentalResponsibility',
      label: 'Do they have parental responsibility?',
      options: { yes: 'Yes', no: 'No' },
    }),
  ],
  async record(tx, childId, { relation, hasParentalResponsibility, ...adult }) {
    const member = {
      adult,
      relation,
      hasParentalResponsibility: hasParentalResponsibility === null ? null : hasParentalResponsibility === 'yes',
    }
    const own = (await listHouseholds(tx, [childId])).find((each) => each.childId === childId)
    if (own) await addMembers(tx, own.householdId, [member])
    else await addHousehold(tx, [{ childId, relation: 'child' }, member])
  },
  notice: 'The person has been added',
})
