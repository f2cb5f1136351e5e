import { z } from 'zod'
import { fields } from '#platform/http'
import { genders, type Relation, relations } from '#practice/children'
import { methodNames, parentsKnowNames, sourceCodes, urgencyNames } from '../../words.ts'
import { stepped, words } from '../parts/fields.ts'

const relationNames = Object.keys(relations) as readonly Relation[]
const genderNames = Object.keys(genders)

const contactId = z.uuid('Untick the contact and choose it again')

/** A child on the form: one who is known (by id), or a new one with whatever is known of them. */
const child = z.object({
  id: fields.optionalId('Remove this child and find them again'),
  givenName: words(200),
  familyName: words(200),
  dateOfBirth: fields.optionalDay(),
  expectedDate: fields.optionalDay(),
  gender: fields.optionalChoice(genderNames, 'Choose a gender from the list'),
})

const adult = z.object({
  givenName: words(200),
  familyName: words(200),
  relation: fields.optionalChoice(relationNames, 'Choose who they are from the list'),
  phone: words(50),
})

const recorded = z.object({
  receivedAt: fields.dateTime('Enter when it reached the council'),
  enteredLateBecause: words(500),
  method: fields.choice(methodNames, 'Choose how it reached us'),
  sourceCode: fields.choice(sourceCodes, 'Choose who made the contact'),
  referrerName: words(200),
  referrerRole: words(200),
  referrerAgency: words(200),
  referrerTelephone: words(50),
  referrerEmail: words(200),
  child: z.array(child).default([]),
  adult: z.array(adult).default([]),
  livesTogether: fields.ticked,
  concern: fields.text('Write what the worry is, in the referrer’s words'),
  urgency: fields.choice(urgencyNames, 'Choose how soon it needs looking at'),
  urgencyReason: fields.text('Say why it is as urgent as that', 2000),
  parentsKnow: fields.choice(parentsKnowNames, 'Choose what the parents have been told'),
  parentsKnowWhy: words(2000),
  teamId: fields.optionalId('Choose a team from the list'),
  linked: z.union([contactId, z.array(contactId)]).default([]),
  linkedReference: words(50),
})

export const contactForm = stepped(recorded)

export type RecordedAnswers = z.infer<typeof recorded>
export type ChildTyped = z.infer<typeof child>
export type AdultTyped = z.infer<typeof adult>
