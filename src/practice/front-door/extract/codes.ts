import { aliasesOf, type CodeList, type Match, matchCode, remembering, sources } from '#kernel/annex-a-codes'
import { looseKey } from '#kernel/loose-key'
import {
  type ContactOutcome,
  type Method,
  methods,
  outcomes,
  type SourceCode,
  sources as sourceWords,
  type Urgency,
  urgencies,
  urgencyInShort,
} from '../words.ts'

/** How extracts write what the closed lists hold. Words are compared without capitals, spaces and punctuation. */

const listOf = <Code extends string>(
  entries: CodeList<Code>['entries'],
  words: Readonly<Partial<Record<Code, string>>>,
): CodeList<Code> => ({ entries, aliases: aliasesOf(words) })

const sourceList = listOf<SourceCode>(sources, {
  '1A': 'family, family member, parent, mother, father, relative, carer, grandparent',
  '1B': 'acquaintance, neighbour, friend, childminder',
  '1C': 'self, self referral, child, young person',
  '1D': 'member of the public, member of public, MP, stranger',
  '2A': 'school, academy, primary school, secondary school',
  '2B': 'education, education service, college, nursery, early years',
  '3A': 'GP, general practitioner, GP surgery',
  '3B': 'health visitor, health visiting',
  '3C': 'school nurse, school nursing',
  '3D': 'other primary health, dentist',
  '3E': 'A&E, accident and emergency, emergency department',
  '3F': 'hospital, hospice, ambulance, ambulance service',
  '4': 'housing association, council housing',
  '5A': 'social care, adult social care, childrens social care',
  '5B': 'other council department',
  '5C': 'other local authority, other authority, another council, other council',
  '5D': 'early help',
  '7': 'court, courts, probation, prison, cafcass, solicitor',
  '9': 'anon, anonymous caller',
  '10': 'not known, not recorded, not stated',
})

export const readSource = remembering<SourceCode>((text) => matchCode(text, sourceList) ?? byOurWords(text))

/** Sources as our own pages and downloads call them: "Health: GP". */
function byOurWords(text: string): ReturnType<Match<SourceCode>> {
  const key = looseKey(text)
  const found = sources.find(({ code }) => looseKey(sourceWords[code].words) === key)
  return found ? { code: found.code, isPlain: true } : null
}

/** A list of ours with its words and, one by one, what else means the same. */
function wordList<Code extends string>(
  words: Readonly<Record<Code, string>>,
  others: Readonly<Partial<Record<Code, string>>>,
): Match<Code> {
  const plain = new Map<string, Code>()
  for (const code in words) plain.set(looseKey(code), code).set(looseKey(words[code]), code)
  const aliases = aliasesOf(others)
  return remembering((text) => {
    const key = looseKey(text)
    const code = plain.get(key) ?? aliases.get(key)
    return code === undefined ? null : { code, isPlain: plain.has(key) }
  })
}

export const readMethod = wordList<Method>(methods, {
  telephone: 'phone, phone call, call, tel',
  voicemail: 'voice mail, answerphone, answering machine',
  email: 'secure email',
  'online-form': 'portal, web form, webform, online, web, referral form, online referral form',
  letter: 'post, fax',
  'in-person': 'visit, walk in, face to face, office visit, reception',
  other: 'other',
})

const ourUrgency = wordList<Urgency>(urgencyInShort, { today: 'same day', routine: 'non urgent, not urgent, standard' })
const urgencyInFull = wordList<Urgency>(urgencies, {})
/** A word such as "urgent" could be either of two, and is not guessed. */
export const readUrgency = (text: string): ReturnType<Match<Urgency>> => ourUrgency(text) ?? urgencyInFull(text)

export const readOutcome = wordList<ContactOutcome>(outcomes, {
  'no-further-action': 'NFA, contact NFA, closed NFA',
  'information-and-advice':
    'information & advice, I&A, info and advice, advice, advice and information, advice given, signposting',
  'early-help': 'EH, EH referral, early help referral, referral to early help, refer to early help',
  assessment:
    'CIN referral, referral, referral to social care, progress to referral, refer for assessment, social work assessment, single assessment, child and family assessment, C&F assessment',
  'strategy-discussion': 'strategy meeting, strategy',
  'already-open': 'open case, case already open, open to social care, passed to allocated team, pass to allocated team',
  transfer: 'transfer out, transferred, other local authority, other authority, transfer to another local authority',
})

/** Words that hold a contact open. They are a state, not an outcome, and stop no clock. */
const HOLDING = new Set(
  [
    'pending, further enquiries, further enquiry, further inquiries, further information, further information required',
    'further information requested, information gathering, ongoing, in progress, awaiting, awaiting outcome',
    'awaiting decision, awaiting information, awaiting checks, checks, agency checks, on hold, hold, outstanding, open',
    'tbc, to be confirmed, to be decided, not yet decided, undecided, no outcome, no outcome yet, under review, none',
  ].flatMap((line) => line.split(',').map(looseKey)),
)

export const isHolding = (text: string): boolean => HOLDING.has(looseKey(text))
