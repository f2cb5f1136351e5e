/** What one cell of a made-up row holds, as COPY can write it. */
export type Cell = string | number | boolean | null

/**
 * The tables that a past is written to, in an order in which each row finds what it refers to, with the columns that are
 * given. Each has its authority before them; what is left out stands at its default.
 */
export const tables = {
  'children.child': columns(
    'id reference family_name given_name date_of_birth expected_date gender ethnicity has_disability primary_need recorded_at',
  ),
  'children.household': columns('id recorded_at'),
  'children.adult': columns('id family_name given_name recorded_at'),
  'children.household_member': columns(
    'id household_id child_id adult_id relation has_parental_responsibility recorded_at',
  ),
  'children.address': columns('id child_id lines postcode from_day recorded_at'),
  'front_door.contact': columns(
    'id reference received_at received_on entered_late_because source_code method is_written_form_due referrer_name referrer_role referrer_agency referrer_telephone concern urgency urgency_reason parents_know parents_know_why team_id known_at recorded_at recorded_by',
  ),
  'front_door.contact_child': columns('contact_id child_id received_on known_at recorded_at recorded_by'),
  'front_door.awaiting_outcome': columns(
    'contact_id reference received_at known_at team_id source_code referrer urgency concern children children_waiting',
  ),
  'front_door.to_do': columns('kind subject_id contact_id due_at opened_at'),
  'front_door.decision': columns(
    'id contact_id child_id outcome passed_to worry history protects child_view not_known why decided_at decided_by departures known_at recorded_at recorded_by',
  ),
  'front_door.completed': columns('contact_id received_at known_at completed_at team_id source_code'),
  'front_door.contact_event': columns('id contact_id kind happened_at how note recorded_at recorded_by'),
  'front_door.decision_follow_up': columns(
    'id decision_id contact_id kind happened_at person_name note recorded_at recorded_by',
  ),
  'front_door.late_recording': columns('decision_id contact_id minutes alerted_at rung assigned_to recorded_at'),
  'front_door.warning': columns('contact_id warned_at assigned_to recorded_at'),
  'front_door.review': columns('id contact_id period opened_at rung assigned_to recorded_at'),
  'front_door.review_climb': columns('review_id contact_id rung climbed_at assigned_to recorded_at'),
  'front_door.review_record': columns(
    'id review_id contact_id kind why_no_outcome what_happens_now next_at reviewed_at reviewed_by known_at recorded_at recorded_by',
  ),
  'case_records.referral': columns(
    'id child_id on_day occurrence source_code is_no_further_action team worker came_from recorded_at',
  ),
  'case_records.assessment': columns(
    'id child_id on_day occurrence authorised_on is_child_seen needs_support has_disability team worker came_from recorded_at',
  ),
  'case_records.section_47': columns(
    'id child_id on_day occurrence is_conference_unnecessary conference_on led_to_plan has_disability team worker came_from recorded_at',
  ),
} as const

export type TableName = keyof typeof tables
export const tableNames = Object.keys(tables) as readonly TableName[]

export type RowOf<Table extends TableName> = Readonly<Record<(typeof tables)[Table][number], Cell>>

/** Rows by table, to be written together. */
export type Rows = { readonly [Table in TableName]: RowOf<Table>[] }

export const noRows = (): Rows => Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as Rows

type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text

function columns<const Text extends string>(text: Text): readonly Words<Text>[] {
  return text.split(' ') as readonly string[] as readonly Words<Text>[]
}

/** An instant as PostgreSQL reads it. The moment is a count of milliseconds: nothing local is reckoned with. */
export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()
