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
  'strategy.discussion': columns(
    'id reference origin route contact_id follows team_id area_id allocated_worker_id reasonable_cause_at reasonable_cause reasonable_cause_by decided_to_hold_at decided_to_hold_by is_emergency due_at known_at recorded_at recorded_by',
  ),
  'strategy.discussion_child': columns(
    'discussion_id child_id decision_id has_disability known_at recorded_at recorded_by',
  ),
  'strategy.settlement': columns(
    'id discussion_id kind happened_at ended_at person_id reason review_due_at form is_emergency_call why_by_phone chair_id chair_departures chair_departure_reason minute_taker_id known_at recorded_at recorded_by',
  ),
  'strategy.not_holding_review': columns(
    'settlement_id discussion_id verdict reason reviewed_at reviewed_by known_at recorded_at',
  ),
  'strategy.chair_confirmation': columns(
    'settlement_id discussion_id is_confirmed words confirmed_at confirmed_by known_at recorded_at',
  ),
  'strategy.arrangement': columns(
    'id discussion_id starts_at ends_at form place chair_id minute_taker_id known_at recorded_at recorded_by',
  ),
  'strategy.invitation': columns(
    'id discussion_id partner health_service agency_id agency_name person_id name invited_at known_at recorded_at recorded_by',
  ),
  'strategy.reply': columns(
    'id invitation_id discussion_id answer reason given_by replied_at known_at recorded_at recorded_by',
  ),
  'strategy.attendance': columns(
    'id discussion_id invitation_id partner health_service agency_id person_id name role came how reason happened_at known_at recorded_at recorded_by',
  ),
  'strategy.record': columns(
    'id discussion_id harm likelihood protects unknowns childs_view decision immediate_plan interim_plan family_told known_at recorded_at recorded_by',
  ),
  'strategy.child_outcome': columns('id discussion_id child_id outcome reasons known_at recorded_at recorded_by'),
  'strategy.section_47': columns(
    'id discussion_id child_id kind started_at authorised_by conference_due_on known_at recorded_at recorded_by',
  ),
  'strategy.section_47_end': columns(
    'id section_47_id discussion_id outcome reasons ended_at authorised_by known_at recorded_at recorded_by',
  ),
  'strategy.conference_step': columns(
    'id section_47_id discussion_id child_id kind held_on led_to_plan reason person_id happened_at known_at recorded_at recorded_by',
  ),
  'strategy.interim_check': columns(
    'id section_47_id discussion_id checked_at checked_by is_safe what known_at recorded_at recorded_by',
  ),
  'strategy.circulation': columns('id discussion_id record_id circulated_at known_at recorded_at recorded_by'),
  'strategy.circulation_recipient': columns(
    'id circulation_id discussion_id attendance_id invitation_id agency_id name version how how_words known_at recorded_at',
  ),
  'strategy.escalation': columns(
    'id reference discussion_id condition subject partner agency_id since opened_at known_at recorded_at',
  ),
  'strategy.escalation_rung': columns(
    'escalation_id discussion_id rung is_last to_name agency_id has_mail opened_at due_at recorded_at',
  ),
  'strategy.escalation_reply': columns(
    'id escalation_id discussion_id rung said done replied_by_name replied_at known_at recorded_at',
  ),
  'strategy.escalation_end': columns('escalation_id discussion_id outcome words ended_at known_at recorded_at'),
  'strategy.watch': columns('discussion_id from_at until_at'),
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
