-- Strategy discussions: whether a child is at risk of significant harm, talked over by the local authority, the NHS and the
-- police. From the moment somebody had reasonable cause, through invitations, attendance, what each agency said and what was
-- decided, to the section 47 enquiry and the conference that may follow; and the escalation of whatever does not happen.
-- Facts are appended. `known_at` is when the house knew of a fact: the same as recorded_at, except where another system or a
-- sample tells of the past. What was open at a past moment is answered from facts known by then.

create schema strategy;
grant usage on schema strategy to "app_role";

-- A partner's worry that a strategy discussion is needed. In the partner's words; whom it is about is matched here.
create table strategy.concern (
  authority_id integer not null references platform.authority,
  id uuid not null,
  reference text not null check (reference <> ''),
  agency_id uuid,
  raised_by uuid default platform.current_person(),
  -- Who rang, where it was taken by telephone.
  raised_by_name text not null default '',
  raised_at timestamptz not null,
  about text not null check (about <> ''),
  worry text not null check (worry <> ''),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, reference),
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, raised_by) references organisation.person
);
create index concern_agency on strategy.concern (authority_id, agency_id, raised_at desc);

create table strategy.discussion (
  authority_id integer not null references platform.authority,
  id uuid not null,
  reference text not null check (reference <> ''),
  origin text not null check (origin in ('decision', 'open-case', 'concern', 'reconvened', 'full-meeting', 'history')),
  route text not null check (route in ('front-door', 'open-case')),
  contact_id uuid,
  concern_id uuid,
  -- The discussion that this one goes on with; for a full meeting, the emergency call that it follows.
  follows uuid,
  source_system text check (source_system <> ''),
  source_discussion_id text check (source_discussion_id <> ''),
  team_id uuid,
  area_id uuid,
  allocated_worker_id uuid,
  -- Both are kept: the clock runs from the first.
  reasonable_cause_at timestamptz not null,
  reasonable_cause text not null default '',
  reasonable_cause_by uuid,
  decided_to_hold_at timestamptz,
  decided_to_hold_by uuid,
  is_emergency boolean not null default false,
  -- As the settings and the calendar were when it was recorded.
  due_at timestamptz not null,
  -- Why it is another one, when the same children have a discussion at about the same time.
  not_the_same_because text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, reference),
  unique (authority_id, source_system, source_discussion_id),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, concern_id) references strategy.concern,
  foreign key (authority_id, follows) references strategy.discussion,
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, area_id) references organisation.area,
  foreign key (authority_id, allocated_worker_id) references organisation.person,
  foreign key (authority_id, reasonable_cause_by) references organisation.person,
  foreign key (authority_id, decided_to_hold_by) references organisation.person,
  check ((source_system is null) = (source_discussion_id is null)),
  check ((origin in ('reconvened', 'full-meeting')) = (follows is not null)),
  check (origin <> 'concern' or concern_id is not null)
);
-- One discussion comes of the decisions about a contact; one full meeting of an emergency call.
create unique index discussion_of_contact on strategy.discussion (authority_id, contact_id) where origin = 'decision';
create unique index discussion_full_meeting on strategy.discussion (authority_id, follows) where origin = 'full-meeting';
create index discussion_follows on strategy.discussion (authority_id, follows) where follows is not null;
create index discussion_concern on strategy.discussion (authority_id, concern_id) where concern_id is not null;
create index discussion_cause on strategy.discussion (authority_id, reasonable_cause_at, id);
create index discussion_contact on strategy.discussion (authority_id, contact_id) where contact_id is not null;

-- The children it is about, unborn ones too. One that was added by mistake is followed by a removal.
create table strategy.discussion_child (
  authority_id integer not null,
  discussion_id uuid not null,
  child_id uuid not null,
  decision_id uuid,
  -- As it was known then.
  has_disability boolean,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, discussion_id, child_id),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, decision_id) references front_door.decision
);
create index discussion_child_child on strategy.discussion_child (authority_id, child_id, discussion_id);

create table strategy.discussion_child_removal (
  authority_id integer not null,
  discussion_id uuid not null,
  child_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, discussion_id, child_id),
  foreign key (authority_id, discussion_id, child_id) references strategy.discussion_child
);

-- What became of it. Each row but the first names the one it takes the place of, so that the last says in which one of
-- due, held, cancelled and decided-not-to-hold a discussion is: never in two, never in none.
create table strategy.settlement (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  kind text not null check (kind in ('held', 'cancelled', 'decided-not-to-hold', 'reopened')),
  replaces uuid,
  -- When it was decided; of a discussion that was held, when it began.
  happened_at timestamptz not null,
  ended_at timestamptz check (ended_at >= happened_at),
  person_id uuid,
  person_name text not null default '',
  reason text not null default '',
  -- Of a decision to hold none: by when a service manager looks at it, as the calendar was then.
  review_due_at timestamptz,
  -- How it was held.
  form text check (form in ('in-person', 'video', 'phone', 'mixed')),
  is_emergency_call boolean not null default false,
  why_by_phone text not null default '',
  chair_id uuid,
  chair_name text not null default '',
  -- Below team manager, or the allocated worker: as it was, flagged, and confirmed by a team manager the next morning.
  chair_departures text[] not null default '{}',
  chair_departure_reason text not null default '',
  minute_taker_id uuid,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, replaces) references strategy.settlement,
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, chair_id) references organisation.person,
  foreign key (authority_id, minute_taker_id) references organisation.person,
  check ((kind = 'held') = (form is not null)),
  check (kind = 'held' or reason <> ''),
  check ((kind = 'decided-not-to-hold') = (review_due_at is not null)),
  check (kind <> 'held' or ended_at is not null),
  check (kind <> 'reopened' or replaces is not null),
  check (not is_emergency_call or form = 'phone' or form = 'video')
);
create unique index settlement_first on strategy.settlement (authority_id, discussion_id) where replaces is null;
create index settlement_discussion on strategy.settlement (authority_id, discussion_id);
create index settlement_when on strategy.settlement (authority_id, happened_at);

-- A service manager's look at a decision not to hold one, within one working day.
create table strategy.not_holding_review (
  authority_id integer not null,
  settlement_id uuid not null,
  discussion_id uuid not null,
  verdict text not null check (verdict in ('agreed', 'hold-it')),
  reason text not null check (reason <> ''),
  reviewed_at timestamptz not null,
  reviewed_by uuid not null default platform.current_person(),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, settlement_id),
  foreign key (authority_id, settlement_id) references strategy.settlement,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, reviewed_by) references organisation.person
);
create index not_holding_review_discussion on strategy.not_holding_review (authority_id, discussion_id);

-- What a concern came to, and that whoever raised it was told.
create table strategy.concern_answer (
  authority_id integer not null,
  id uuid not null,
  concern_id uuid not null,
  kind text not null check (kind in ('discussion', 'not-holding', 'other')),
  discussion_id uuid,
  answer text not null check (answer <> ''),
  replaces uuid,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, concern_id) references strategy.concern,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, replaces) references strategy.concern_answer
);
create unique index concern_answer_first on strategy.concern_answer (authority_id, concern_id) where replaces is null;

-- When and how it is to be held. A change is a row that replaces the one before, with one more in the calendar's sequence.
create table strategy.arrangement (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  replaces uuid,
  is_cancelled boolean not null default false,
  sequence integer not null default 0,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  form text not null check (form in ('in-person', 'video', 'phone', 'mixed')),
  place text not null default '',
  chair_id uuid,
  minute_taker_id uuid,
  reason text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, replaces) references strategy.arrangement,
  foreign key (authority_id, chair_id) references organisation.person,
  foreign key (authority_id, minute_taker_id) references organisation.person,
  check (not is_cancelled or reason <> '')
);
create unique index arrangement_first on strategy.arrangement (authority_id, discussion_id) where replaces is null;
create index arrangement_discussion on strategy.arrangement (authority_id, discussion_id);
create index arrangement_minute_taker on strategy.arrangement (authority_id, minute_taker_id, starts_at);
create index arrangement_starts on strategy.arrangement (authority_id, starts_at);

-- Who is asked: a person, or an agency at its desk. The three partners always.
create table strategy.invitation (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  partner text not null check (partner in ('local-authority', 'nhs', 'police', 'school', 'early-years', 'housing',
                                           'adult-services', 'referrer', 'other')),
  health_service text check (health_service in ('health-visiting', 'school-nursing', 'gp', 'hospital', 'midwifery',
                                                'camhs', 'community', 'paediatrician')),
  agency_id uuid,
  person_id uuid,
  name text not null default '',
  email text not null default '',
  telephone text not null default '',
  invited_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, person_id) references organisation.person,
  check (health_service is null or partner = 'nhs'),
  check (name <> '' or agency_id is not null)
);
create index invitation_discussion on strategy.invitation (authority_id, discussion_id);
create index invitation_agency on strategy.invitation (authority_id, agency_id) where agency_id is not null;
create index invitation_person on strategy.invitation (authority_id, person_id) where person_id is not null;

create table strategy.invitation_withdrawal (
  authority_id integer not null,
  invitation_id uuid not null,
  discussion_id uuid not null,
  reason text not null check (reason <> ''),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, invitation_id),
  foreign key (authority_id, invitation_id) references strategy.invitation,
  foreign key (authority_id, discussion_id) references strategy.discussion
);

-- Each answer to an invitation; the latest stands.
create table strategy.reply (
  authority_id integer not null,
  id uuid not null,
  invitation_id uuid not null,
  discussion_id uuid not null,
  answer text not null check (answer in ('yes', 'no', 'someone-else', 'information-only')),
  reason text not null default '',
  someone_name text not null default '',
  someone_role text not null default '',
  someone_email text not null default '',
  someone_id uuid,
  given_by text not null check (given_by in ('own-sign-in', 'link', 'telephone')),
  -- Who gave it, where it was by telephone; who took it is recorded_by.
  given_by_name text not null default '',
  replied_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, invitation_id) references strategy.invitation,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, someone_id) references organisation.person,
  check (answer <> 'no' or reason <> ''),
  check (answer <> 'someone-else' or someone_name <> '')
);
create index reply_discussion on strategy.reply (authority_id, discussion_id);
create index reply_invitation on strategy.reply (authority_id, invitation_id, known_at);

-- The chair goes ahead without a partner: escalation never delays protection.
create table strategy.going_ahead (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  partner text not null check (partner in ('local-authority', 'nhs', 'police')),
  reason text not null check (reason <> ''),
  decided_by uuid,
  decided_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, decided_by) references organisation.person
);
create index going_ahead_discussion on strategy.going_ahead (authority_id, discussion_id);

-- Who was there, who sent something, who was asked beforehand, who was not there. Only attendance counts among three partners.
create table strategy.attendance (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  corrects uuid,
  is_withdrawn boolean not null default false,
  invitation_id uuid,
  partner text not null check (partner in ('local-authority', 'nhs', 'police', 'school', 'early-years', 'housing',
                                           'adult-services', 'referrer', 'other')),
  health_service text check (health_service in ('health-visiting', 'school-nursing', 'gp', 'hospital', 'midwifery',
                                                'camhs', 'community', 'paediatrician')),
  agency_id uuid,
  person_id uuid,
  name text not null default '',
  role text not null default '',
  came text not null check (came in ('attended', 'sent-information', 'consulted-before', 'absent', 'never-answered')),
  how text check (how in ('in-person', 'video', 'phone')),
  reason text not null default '',
  happened_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, corrects) references strategy.attendance,
  foreign key (authority_id, invitation_id) references strategy.invitation,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, person_id) references organisation.person,
  check ((came = 'attended') = (how is not null)),
  check (health_service is null or partner = 'nhs')
);
create index attendance_discussion on strategy.attendance (authority_id, discussion_id);
create index attendance_person on strategy.attendance (authority_id, person_id) where person_id is not null;

-- What an agency said, or promised to send by a day. The agency confirms or corrects it; others challenge, nobody edits.
create table strategy.information (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  partner text not null,
  agency_id uuid,
  given_by_name text not null default '',
  what text not null check (what <> ''),
  is_promised boolean not null default false,
  promised_by timestamptz,
  -- What was promised and has come.
  fulfils uuid,
  given_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, fulfils),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, fulfils) references strategy.information,
  check (is_promised = (promised_by is not null))
);
create index information_discussion on strategy.information (authority_id, discussion_id);

create table strategy.information_answer (
  authority_id integer not null,
  id uuid not null,
  information_id uuid not null,
  discussion_id uuid not null,
  kind text not null check (kind in ('confirmed', 'corrected')),
  corrected_text text not null default '',
  family_may_see boolean not null,
  family_may_see_why text not null default '',
  answered_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, information_id) references strategy.information,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  check ((kind = 'corrected') = (corrected_text <> '')),
  check (family_may_see or family_may_see_why <> '')
);
create index information_answer_discussion on strategy.information_answer (authority_id, discussion_id);

-- The record of the discussion: analysis, decision, safety plans. Each version whole; a later one names the one it corrects.
create table strategy.record (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  corrects uuid,
  correction_reason text not null default '',
  harm text not null default '',
  likelihood text not null default '',
  protects text not null default '',
  unknowns text not null default '',
  childs_view text not null default '',
  history text not null default '',
  decision text not null check (decision <> ''),
  immediate_plan text not null default '',
  interim_plan text not null default '',
  family_told text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, corrects) references strategy.record,
  check (corrects is null or correction_reason <> '')
);
create unique index record_first on strategy.record (authority_id, discussion_id) where corrects is null;
create index record_discussion on strategy.record (authority_id, discussion_id);

create table strategy.child_outcome (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  child_id uuid not null,
  corrects uuid,
  correction_reason text not null default '',
  outcome text not null check (outcome in ('section-47-single', 'section-47-joint', 'immediate-protection',
                                           'legal-planning', 'section-17', 'existing-plan', 'no-further-action')),
  reasons text not null check (reasons <> ''),
  -- Whoever saw it differently, and how.
  dissent text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, discussion_id, child_id) references strategy.discussion_child,
  foreign key (authority_id, corrects) references strategy.child_outcome,
  check (corrects is null or correction_reason <> '')
);
create unique index child_outcome_first on strategy.child_outcome (authority_id, discussion_id, child_id)
  where corrects is null;
create index child_outcome_child on strategy.child_outcome (authority_id, child_id);

-- A section 47 enquiry hangs on the discussion at which it was initiated: so does the conference's limit.
create table strategy.section_47 (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('single', 'joint')),
  started_at timestamptz not null,
  authorised_by uuid,
  authorised_by_name text not null default '',
  conference_due_on date not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, discussion_id, child_id),
  foreign key (authority_id, discussion_id, child_id) references strategy.discussion_child,
  foreign key (authority_id, authorised_by) references organisation.person
);
create index section_47_child on strategy.section_47 (authority_id, child_id);
create index section_47_started on strategy.section_47 (authority_id, started_at);

create table strategy.section_47_end (
  authority_id integer not null,
  id uuid not null,
  section_47_id uuid not null,
  discussion_id uuid not null,
  corrects uuid,
  outcome text not null check (outcome in ('conference', 'agency-to-monitor', 'continue-assessment', 'legal-action',
                                           'services', 'short-break-care', 'no-further-action', 'other')),
  reasons text not null check (reasons <> ''),
  ended_at timestamptz not null,
  authorised_by uuid,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, section_47_id) references strategy.section_47,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, corrects) references strategy.section_47_end,
  foreign key (authority_id, authorised_by) references organisation.person
);
create unique index section_47_end_first on strategy.section_47_end (authority_id, section_47_id) where corrects is null;
create index section_47_end_discussion on strategy.section_47_end (authority_id, discussion_id);

-- Conference slots: what can be booked, and by whom minutes are taken, since conferences slip for want of either.
create table strategy.conference_slot (
  authority_id integer not null references platform.authority,
  id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  place text not null check (place <> ''),
  chair_name text not null default '',
  minute_taker_id uuid,
  is_withdrawn boolean not null default false,
  replaces uuid,
  reason text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, minute_taker_id) references organisation.person,
  foreign key (authority_id, replaces) references strategy.conference_slot,
  check (replaces is null or reason <> '')
);
create index conference_slot_starts on strategy.conference_slot (authority_id, starts_at);

-- The conference of a child, step by step; the latest of a kind stands. A booking takes a slot for a family.
create table strategy.conference_step (
  authority_id integer not null,
  id uuid not null,
  section_47_id uuid not null,
  discussion_id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('booked', 'unbooked', 'held', 'not-required', 'late-because', 'corrected')),
  replaces uuid,
  slot_id uuid,
  held_on date,
  led_to_plan boolean,
  reason text not null default '',
  person_id uuid,
  happened_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, section_47_id) references strategy.section_47,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, replaces) references strategy.conference_step,
  foreign key (authority_id, slot_id) references strategy.conference_slot,
  foreign key (authority_id, person_id) references organisation.person,
  check ((kind = 'booked') = (slot_id is not null)),
  check ((kind = 'held') = (held_on is not null)),
  check (kind in ('booked', 'held') or reason <> '')
);
create index conference_step_section_47 on strategy.conference_step (authority_id, section_47_id);
create index conference_step_discussion on strategy.conference_step (authority_id, discussion_id);
create index conference_step_slot on strategy.conference_step (authority_id, slot_id) where slot_id is not null;
create index conference_step_child on strategy.conference_step (authority_id, child_id);

-- While a child waits for a late conference a named person looks each week whether the interim plan still keeps them safe.
create table strategy.interim_check (
  authority_id integer not null,
  id uuid not null,
  section_47_id uuid not null,
  discussion_id uuid not null,
  checked_at timestamptz not null,
  checked_by uuid not null,
  is_safe boolean not null,
  what text not null check (what <> ''),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, section_47_id) references strategy.section_47,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, checked_by) references organisation.person
);
create index interim_check_section_47 on strategy.interim_check (authority_id, section_47_id, checked_at);
create index interim_check_discussion on strategy.interim_check (authority_id, discussion_id);

-- The record sent round, and to whom: those who came and those who did not.
create table strategy.circulation (
  authority_id integer not null,
  id uuid not null,
  discussion_id uuid not null,
  record_id uuid not null,
  circulated_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, record_id) references strategy.record
);
create index circulation_discussion on strategy.circulation (authority_id, discussion_id);

create table strategy.circulation_recipient (
  authority_id integer not null,
  id uuid not null,
  circulation_id uuid not null,
  discussion_id uuid not null,
  attendance_id uuid,
  invitation_id uuid,
  agency_id uuid,
  person_id uuid,
  name text not null default '',
  -- A professional referrer who was not part of it gets what they need to know, and no more.
  version text not null check (version in ('whole', 'need-to-know')),
  -- By mail (a reference and a link), or otherwise: by hand, by secure mail of the agency.
  how text not null check (how in ('mail', 'otherwise')),
  how_words text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, circulation_id) references strategy.circulation,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, attendance_id) references strategy.attendance,
  foreign key (authority_id, invitation_id) references strategy.invitation,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, person_id) references organisation.person,
  check (how = 'mail' or how_words <> '')
);
create index circulation_recipient_discussion on strategy.circulation_recipient (authority_id, discussion_id);
create index circulation_recipient_agency on strategy.circulation_recipient (authority_id, agency_id) where agency_id is not null;
create index circulation_recipient_person on strategy.circulation_recipient (authority_id, person_id) where person_id is not null;

create table strategy.circulation_opened (
  authority_id integer not null,
  recipient_id uuid not null,
  discussion_id uuid not null,
  opened_at timestamptz not null default now(),
  opened_by uuid default platform.current_person(),
  primary key (authority_id, recipient_id),
  foreign key (authority_id, recipient_id) references strategy.circulation_recipient,
  foreign key (authority_id, discussion_id) references strategy.discussion
);

-- A professional disagrees: with a decision, with what was said, with holding none. It is answered, and escalated at once.
create table strategy.challenge (
  authority_id integer not null,
  id uuid not null,
  reference text not null check (reference <> ''),
  discussion_id uuid,
  concern_id uuid,
  about text not null check (about in ('not-holding', 'decision', 'information', 'record', 'conference', 'other')),
  information_id uuid,
  words text not null check (words <> ''),
  agency_id uuid,
  raised_by uuid default platform.current_person(),
  raised_by_name text not null default '',
  raised_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, reference),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, concern_id) references strategy.concern,
  foreign key (authority_id, information_id) references strategy.information,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, raised_by) references organisation.person,
  check (discussion_id is not null or concern_id is not null)
);
create index challenge_discussion on strategy.challenge (authority_id, discussion_id) where discussion_id is not null;
create index challenge_agency on strategy.challenge (authority_id, agency_id) where agency_id is not null;

create table strategy.challenge_answer (
  authority_id integer not null,
  id uuid not null,
  challenge_id uuid not null,
  discussion_id uuid,
  answer text not null check (answer <> ''),
  what_changes text not null default '',
  answered_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, challenge_id) references strategy.challenge,
  foreign key (authority_id, discussion_id) references strategy.discussion
);
create index challenge_answer_challenge on strategy.challenge_answer (authority_id, challenge_id);

-- A team manager confirms the next morning what somebody chaired who by the standard should not have.
create table strategy.chair_confirmation (
  authority_id integer not null,
  settlement_id uuid not null,
  discussion_id uuid not null,
  is_confirmed boolean not null,
  words text not null check (words <> ''),
  confirmed_at timestamptz not null,
  confirmed_by uuid not null default platform.current_person(),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, settlement_id),
  foreign key (authority_id, settlement_id) references strategy.settlement,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, confirmed_by) references organisation.person
);
create index chair_confirmation_discussion on strategy.chair_confirmation (authority_id, discussion_id);

-- What did not happen as it should, and who was asked about it, rung by rung. `subject` says which of its kind it is (a
-- partner, an arrangement), so that the same condition opens once, whoever finds it and however often.
create table strategy.escalation (
  authority_id integer not null,
  id uuid not null,
  reference text not null check (reference <> ''),
  discussion_id uuid not null,
  condition text not null check (condition <> ''),
  subject text not null default '',
  partner text,
  agency_id uuid,
  raised_by uuid,
  words text not null default '',
  -- From when it was late; opened_at is when that was seen.
  since timestamptz not null,
  opened_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, reference),
  unique (authority_id, discussion_id, condition, subject),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, raised_by) references organisation.person
);
create index escalation_agency on strategy.escalation (authority_id, agency_id) where agency_id is not null;
create index escalation_opened on strategy.escalation (authority_id, opened_at);

create table strategy.escalation_rung (
  authority_id integer not null,
  escalation_id uuid not null,
  discussion_id uuid not null,
  rung integer not null check (rung between 1 and 9),
  to_person_id uuid,
  to_contact_id uuid,
  to_name text not null check (to_name <> ''),
  to_telephone text not null default '',
  -- Whom they stand in for.
  instead_of_name text not null default '',
  agency_id uuid,
  has_mail boolean not null default false,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  -- Nobody is above them: it climbs no further.
  is_last boolean not null,
  -- Rungs below this one for which nobody is named or there, and rungs whose time passed while nothing ran.
  unnamed integer[] not null default '{}',
  missed integer[] not null default '{}',
  recorded_at timestamptz not null default now(),
  primary key (authority_id, escalation_id, rung),
  foreign key (authority_id, escalation_id) references strategy.escalation,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, to_person_id) references organisation.person,
  foreign key (authority_id, to_contact_id) references organisation.escalation_contact,
  foreign key (authority_id, agency_id) references organisation.agency
);
create index escalation_rung_discussion on strategy.escalation_rung (authority_id, discussion_id);

create table strategy.escalation_reply (
  authority_id integer not null,
  id uuid not null,
  escalation_id uuid not null,
  discussion_id uuid not null,
  rung integer not null,
  said text not null check (said <> ''),
  done text not null default '',
  replied_by_name text not null default '',
  replied_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, escalation_id, rung) references strategy.escalation_rung (authority_id, escalation_id, rung),
  foreign key (authority_id, discussion_id) references strategy.discussion
);
create index escalation_reply_escalation on strategy.escalation_reply (authority_id, escalation_id);

create table strategy.escalation_end (
  authority_id integer not null,
  escalation_id uuid not null,
  discussion_id uuid not null,
  outcome text not null check (outcome in ('came', 'sent-someone', 'sent-information', 'happened-late', 'went-ahead-without',
                                           'answered', 'no-longer-needed', 'not-resolved')),
  words text not null check (words <> ''),
  -- Null where it ended by itself: what was missing came.
  ended_by uuid,
  ended_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, escalation_id),
  foreign key (authority_id, escalation_id) references strategy.escalation,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, ended_by) references organisation.person
);

-- The daily list of what is open, sent to each desk and each person whose turn it is: once a day, whoever sends it. The nil
-- id stands for the day itself: its lists were made, to how many.
create table strategy.escalation_list (
  authority_id integer not null references platform.authority,
  listed_on date not null,
  recipient_id uuid not null,
  escalations integer not null check (escalations >= 0),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, listed_on, recipient_id)
);

-- Projection: while something about a discussion can still be late. Escalation looks at these and at no others, so that
-- it costs as much as what is open. The range stays when it is over, so that a past moment can be looked at as well.
create table strategy.watch (
  authority_id integer not null,
  discussion_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (authority_id, discussion_id),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  check (until_at is null or until_at >= from_at)
);
create index watch_open on strategy.watch (authority_id, from_at) where until_at is null;
create index watch_span on strategy.watch using gist (tstzrange(from_at, until_at, '[]')) where until_at is not null;

create sequence strategy.discussion_number;
create sequence strategy.concern_number;
create sequence strategy.challenge_number;
create sequence strategy.escalation_number;
grant usage on sequence strategy.discussion_number, strategy.concern_number, strategy.challenge_number,
  strategy.escalation_number to "app_role";

-- What stands: rows that no later row takes the place of.
create view strategy.standing_settlement with (security_invoker = true) as
  select * from strategy.settlement entry where not exists (
    select from strategy.settlement later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view strategy.standing_arrangement with (security_invoker = true) as
  select * from strategy.arrangement entry where not is_cancelled and not exists (
    select from strategy.arrangement later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view strategy.standing_attendance with (security_invoker = true) as
  select * from strategy.attendance entry where not is_withdrawn and not exists (
    select from strategy.attendance later
     where later.authority_id = entry.authority_id and later.corrects = entry.id);
create view strategy.standing_record with (security_invoker = true) as
  select * from strategy.record entry where not exists (
    select from strategy.record later
     where later.authority_id = entry.authority_id and later.corrects = entry.id);
create view strategy.standing_child_outcome with (security_invoker = true) as
  select * from strategy.child_outcome entry where not exists (
    select from strategy.child_outcome later
     where later.authority_id = entry.authority_id and later.corrects = entry.id);
create view strategy.standing_section_47_end with (security_invoker = true) as
  select * from strategy.section_47_end entry where not exists (
    select from strategy.section_47_end later
     where later.authority_id = entry.authority_id and later.corrects = entry.id);
create view strategy.standing_conference_slot with (security_invoker = true) as
  select * from strategy.conference_slot entry where not is_withdrawn and not exists (
    select from strategy.conference_slot later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view strategy.standing_conference_step with (security_invoker = true) as
  select * from strategy.conference_step entry where kind not in ('unbooked', 'corrected') and not exists (
    select from strategy.conference_step later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);

-- Who works on discussions by role, and who reads them: as platform/access says.
create function strategy.may_read() returns boolean
  language sql stable parallel safe
  as $$ select children.may_read() $$;
create function strategy.may_work() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or platform.current_roles() && array[
      'duty-social-worker', 'duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager', 'head-of-service']
  $$;

-- Discussions with a child whose record is closed to the person asking.
create function strategy.closed_discussions() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select distinct about.discussion_id
      from strategy.discussion_child about
     where about.authority_id = platform.current_authority() and about.child_id = any (children.closed_children())
       and not exists (
         select from strategy.discussion_child_removal removed
          where removed.authority_id = about.authority_id and removed.discussion_id = about.discussion_id
            and removed.child_id = about.child_id));
end
$$;

-- What a minute-taker takes: discussions arranged with them, and for thirty days after, to finish the record.
create function strategy.minuted_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when 'minute-taker' = any (platform.current_roles()) then array(
      select planned.discussion_id from strategy.arrangement planned
       where planned.authority_id = platform.current_authority() and planned.minute_taker_id = platform.current_person()
         and planned.starts_at > now() - interval '30 days' and not planned.is_cancelled
         and not exists (select from strategy.arrangement later
                          where later.authority_id = planned.authority_id and later.replaces = planned.id))
    else '{}' end
  $$;

-- The discussions a partner is part of: their person or their agency's desk was invited, or they were named or there.
create function strategy.partner_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when organisation.is_partner() then array(
      select asked.discussion_id from strategy.invitation asked
       where asked.authority_id = platform.current_authority()
         and (asked.person_id = platform.current_person()
              or asked.person_id is null and asked.agency_id = organisation.current_agency())
         and not exists (select from strategy.invitation_withdrawal gone
                          where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)
      union
      select named.discussion_id from strategy.reply named
       where named.authority_id = platform.current_authority() and named.someone_id = platform.current_person()
         and not exists (select from strategy.reply later
                          where later.authority_id = named.authority_id and later.invitation_id = named.invitation_id
                            and (later.known_at, later.id) > (named.known_at, named.id))
      union
      select there.discussion_id from strategy.attendance there
       where there.authority_id = platform.current_authority() and there.person_id = platform.current_person()
         and not there.is_withdrawn
         and not exists (select from strategy.attendance later
                          where later.authority_id = there.authority_id and later.corrects = there.id))
    else '{}' end
  $$;

-- Of those, the ones whose whole record was sent to them or to their agency's desk.
create function strategy.circulated_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when organisation.is_partner() then array(
      select sent.discussion_id from strategy.circulation_recipient sent
       where sent.authority_id = platform.current_authority() and sent.version = 'whole'
         and (sent.person_id = platform.current_person()
              or sent.person_id is null and sent.agency_id = organisation.current_agency())
         and sent.discussion_id = any (strategy.partner_discussions()))
    else '{}' end
  $$;

-- Everything above for one person, asked once per statement.
create function strategy.readable_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select strategy.minuted_discussions() || strategy.partner_discussions() $$;

-- Whom a discussion is about, for a partner who is part of it: enough to know what to look up before they come.
create function strategy.children_of(for_discussion uuid)
  returns table (child_id uuid, reference text, given_name text, family_name text, date_of_birth date, expected_date date)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select child.id, child.reference, child.given_name, child.family_name, child.date_of_birth, child.expected_date
      from strategy.discussion_child about
      join children.child child on child.authority_id = about.authority_id and child.id = about.child_id
     where about.authority_id = platform.current_authority() and about.discussion_id = for_discussion
       and for_discussion = any (strategy.readable_discussions())
       and not exists (select from strategy.discussion_child_removal removed
                        where removed.authority_id = about.authority_id and removed.discussion_id = about.discussion_id
                          and removed.child_id = about.child_id)
  $$;

-- What could be late at a moment. Only for jobs, which see everything: outside row-level security, so that the ranges serve it.
create function strategy.watched_at(at timestamptz) returns table (discussion_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not platform.is_system() then
    raise exception 'only a job may ask what was open' using errcode = 'insufficient_privilege';
  end if;
  return query
    select watch.discussion_id from strategy.watch watch
     where watch.authority_id = platform.current_authority() and watch.until_at is null and watch.from_at <= watched_at.at
    union all
    select watch.discussion_id from strategy.watch watch
     where watch.authority_id = platform.current_authority() and watch.until_at is not null
       and tstzrange(watch.from_at, watch.until_at, '[]') @> watched_at.at;
end
$$;

revoke all on function strategy.closed_discussions(), strategy.minuted_discussions(), strategy.partner_discussions(),
  strategy.circulated_discussions(), strategy.readable_discussions(), strategy.children_of(uuid),
  strategy.watched_at(timestamptz) from public;
grant execute on function strategy.closed_discussions(), strategy.minuted_discussions(), strategy.partner_discussions(),
  strategy.circulated_discussions(), strategy.readable_discussions(), strategy.children_of(uuid),
  strategy.watched_at(timestamptz) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['concern', 'discussion', 'discussion_child', 'discussion_child_removal', 'settlement',
      'not_holding_review', 'concern_answer', 'arrangement', 'invitation', 'invitation_withdrawal', 'reply', 'going_ahead',
      'attendance', 'information', 'information_answer', 'record', 'child_outcome', 'section_47', 'section_47_end',
      'conference_slot', 'conference_step', 'interim_check', 'circulation', 'circulation_recipient', 'circulation_opened',
      'challenge', 'challenge_answer', 'chair_confirmation', 'escalation', 'escalation_rung', 'escalation_reply',
      'escalation_end', 'escalation_list', 'watch'] loop
    execute format('alter table strategy.%I enable row level security', owned);
    -- Restrictive: whatever else is allowed, never another authority's row.
    execute format('create policy own_authority on strategy.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy recorded_by_staff on strategy.%I for insert with check ((select strategy.may_work()))',
                   owned);
    if owned <> 'watch' then
      execute format('create trigger %1$s_is_a_fact before update or delete on strategy.%1$I
                        for each row execute function platform.refuse_change()', owned);
      execute format('create trigger %1$s_stays before truncate on strategy.%1$I
                        for each statement execute function platform.refuse_change()', owned);
      execute format('grant select, insert on strategy.%I to "app_role"', owned);
    end if;
  end loop;

  -- Seen by practitioners and their managers, and where a child of it is restricted, by those named.
  foreach owned in array array['discussion_child', 'discussion_child_removal', 'settlement', 'not_holding_review',
      'arrangement', 'invitation', 'invitation_withdrawal', 'reply', 'going_ahead', 'attendance', 'information',
      'information_answer', 'record', 'child_outcome', 'section_47', 'section_47_end', 'conference_step', 'interim_check',
      'circulation', 'circulation_recipient', 'circulation_opened', 'chair_confirmation', 'escalation', 'escalation_rung',
      'escalation_reply', 'escalation_end', 'watch'] loop
    execute format('create policy seen_by_staff on strategy.%I for select
                      using ((select strategy.may_read())
                             and discussion_id <> all ((select strategy.closed_discussions())::uuid[]))', owned);
  end loop;
  -- Where no discussion need be named yet.
  foreach owned in array array['challenge', 'challenge_answer', 'concern_answer'] loop
    execute format('create policy seen_by_staff on strategy.%I for select
                      using ((select strategy.may_read())
                             and (discussion_id is null
                                  or discussion_id <> all ((select strategy.closed_discussions())::uuid[])))', owned);
  end loop;

  -- What everybody who is part of a discussion sees of it, partners and its minute-taker.
  foreach owned in array array['settlement', 'arrangement', 'invitation', 'invitation_withdrawal', 'reply',
      'attendance'] loop
    execute format('create policy seen_by_those_who_take_part on strategy.%I for select
                      using (discussion_id = any ((select strategy.readable_discussions())::uuid[]))', owned);
  end loop;
  -- What a minute-taker writes, and reads to write it.
  foreach owned in array array['discussion_child', 'going_ahead', 'information', 'information_answer', 'record',
      'child_outcome', 'circulation', 'circulation_recipient'] loop
    execute format('create policy seen_by_its_minute_taker on strategy.%I for select
                      using (discussion_id = any ((select strategy.minuted_discussions())::uuid[]))', owned);
  end loop;
  foreach owned in array array['settlement', 'attendance', 'information', 'record', 'child_outcome', 'going_ahead',
      'circulation', 'circulation_recipient'] loop
    execute format('create policy taken_by_its_minute_taker on strategy.%I for insert
                      with check (discussion_id = any ((select strategy.minuted_discussions())::uuid[]))', owned);
  end loop;
  -- What a partner sees once it was sent to them.
  foreach owned in array array['information', 'information_answer', 'record', 'child_outcome', 'circulation',
      'section_47'] loop
    execute format('create policy seen_once_circulated on strategy.%I for select
                      using (discussion_id = any ((select strategy.circulated_discussions())::uuid[]))', owned);
  end loop;
end
$$;
grant select, insert, update on strategy.watch to "app_role";
grant select on strategy.standing_settlement, strategy.standing_arrangement, strategy.standing_attendance,
  strategy.standing_record, strategy.standing_child_outcome, strategy.standing_section_47_end,
  strategy.standing_conference_slot, strategy.standing_conference_step to "app_role";

create policy seen_by_staff on strategy.discussion for select
  using ((select strategy.may_read()) and id <> all ((select strategy.closed_discussions())::uuid[]));
create policy seen_by_those_who_take_part on strategy.discussion for select
  using (id = any ((select strategy.readable_discussions())::uuid[]));
create policy seen_by_staff on strategy.concern for select using ((select strategy.may_read()));
create policy seen_by_its_agency on strategy.concern for select
  using ((select organisation.is_partner()) and agency_id = (select organisation.current_agency()));
create policy raised_by_partners on strategy.concern for insert
  with check ((select organisation.is_partner()) and agency_id = (select organisation.current_agency())
              and raised_by = (select platform.current_person()));
create policy told_to_its_agency on strategy.concern_answer for select
  using ((select organisation.is_partner()) and concern_id in (
    select concern.id from strategy.concern where concern.authority_id = concern_answer.authority_id));
create policy seen_by_its_agency on strategy.challenge for select
  using ((select organisation.is_partner()) and agency_id = (select organisation.current_agency())
         and (discussion_id is null or discussion_id = any ((select strategy.partner_discussions())::uuid[])
              or raised_by = (select platform.current_person())));
create policy raised_by_partners on strategy.challenge for insert
  with check ((select organisation.is_partner()) and agency_id = (select organisation.current_agency())
              and raised_by = (select platform.current_person())
              and (discussion_id is null or discussion_id = any ((select strategy.partner_discussions())::uuid[])
                   or concern_id is not null));
create policy told_to_its_agency on strategy.challenge_answer for select
  using ((select organisation.is_partner()) and challenge_id in (
    select challenge.id from strategy.challenge where challenge.authority_id = challenge_answer.authority_id));

-- A partner answers their own agency's invitations and says what becomes of what it said.
create policy answered_by_those_asked on strategy.reply for insert
  with check ((select organisation.is_partner()) and given_by = 'own-sign-in'
              and invitation_id in (
                select asked.id from strategy.invitation asked
                 where asked.authority_id = reply.authority_id and asked.discussion_id = reply.discussion_id
                   and (asked.person_id = (select platform.current_person())
                        or asked.person_id is null and asked.agency_id = (select organisation.current_agency()))));
create policy seen_by_its_agency on strategy.information for select
  using ((select organisation.is_partner()) and agency_id = (select organisation.current_agency())
         and discussion_id = any ((select strategy.partner_discussions())::uuid[]));
create policy sent_by_its_agency on strategy.information for insert
  with check ((select organisation.is_partner()) and agency_id = (select organisation.current_agency())
              and discussion_id = any ((select strategy.partner_discussions())::uuid[]));
create policy seen_by_its_agency on strategy.information_answer for select
  using ((select organisation.is_partner()) and information_id in (
    select said.id from strategy.information said
     where said.authority_id = information_answer.authority_id and said.agency_id = (select organisation.current_agency())));
create policy answered_by_its_agency on strategy.information_answer for insert
  with check ((select organisation.is_partner())
              and discussion_id = any ((select strategy.partner_discussions())::uuid[])
              and information_id in (
                select said.id from strategy.information said
                 where said.authority_id = information_answer.authority_id
                   and said.agency_id = (select organisation.current_agency())));
create policy seen_by_its_recipient on strategy.circulation_recipient for select
  using ((select organisation.is_partner())
         and (person_id = (select platform.current_person())
              or person_id is null and agency_id = (select organisation.current_agency())));
create policy opened_by_its_recipient on strategy.circulation_opened for insert
  with check (recipient_id in (
    select sent.id from strategy.circulation_recipient sent where sent.authority_id = circulation_opened.authority_id));

create policy seen_by_staff on strategy.escalation_list for select using ((select strategy.may_read()));

-- Escalations to an agency, and those it raised about the authority.
create policy seen_by_its_agency on strategy.escalation for select
  using ((select organisation.is_partner()) and agency_id = (select organisation.current_agency()));
create policy raised_by_partners on strategy.escalation for insert
  with check ((select organisation.is_partner()) and condition = 'raised-by-partner'
              and agency_id = (select organisation.current_agency()) and raised_by = (select platform.current_person())
              and discussion_id = any ((select strategy.partner_discussions())::uuid[]));
create policy seen_by_its_agency on strategy.escalation_rung for select
  using ((select organisation.is_partner()) and escalation_id in (
    select raised.id from strategy.escalation raised where raised.authority_id = escalation_rung.authority_id));
create policy opened_with_its_escalation on strategy.escalation_rung for insert
  with check ((select organisation.is_partner()) and escalation_id in (
    select raised.id from strategy.escalation raised
     where raised.authority_id = escalation_rung.authority_id and raised.raised_by = (select platform.current_person())));
create policy seen_by_its_agency on strategy.escalation_reply for select
  using ((select organisation.is_partner()) and escalation_id in (
    select raised.id from strategy.escalation raised where raised.authority_id = escalation_reply.authority_id));
create policy replied_by_its_agency on strategy.escalation_reply for insert
  with check ((select organisation.is_partner()) and escalation_id in (
    select raised.id from strategy.escalation raised
     where raised.authority_id = escalation_reply.authority_id and raised.condition <> 'raised-by-partner'));
create policy seen_by_its_agency on strategy.escalation_end for select
  using ((select organisation.is_partner()) and escalation_id in (
    select raised.id from strategy.escalation raised where raised.authority_id = escalation_end.authority_id));

-- Capacity holds no child: seen by staff and by minute-takers, whose time it is.
create policy seen_inside on strategy.conference_slot for select
  using ((select strategy.may_read()) or 'minute-taker' = any ((select platform.current_roles())::text[]));

-- The jobs close it; whatever anybody records opens it again.
create policy closed_by_the_job on strategy.watch for update using ((select platform.is_system()));

create function strategy.watch_again(for_discussion uuid, since timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    insert into strategy.watch (authority_id, discussion_id, from_at)
    values (platform.current_authority(), for_discussion, since)
    on conflict (authority_id, discussion_id)
      do update set until_at = null, from_at = least(strategy.watch.from_at, excluded.from_at)
  $$;
revoke all on function strategy.watch_again(uuid, timestamptz) from public;
grant execute on function strategy.watch_again(uuid, timestamptz) to "app_role";

-- The discussions of a made-up past have references of their own; the next ones are numbered after them.
create function sample.count_on_discussions(discussions bigint, escalations bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not (platform.is_system() and sample.is_sample()) then
    raise exception 'only a sample authority is counted on' using errcode = 'insufficient_privilege';
  end if;
  perform setval('strategy.discussion_number',
                 greatest(discussions, 1, (select last_value from strategy.discussion_number)));
  perform setval('strategy.escalation_number',
                 greatest(escalations, 1, (select last_value from strategy.escalation_number)));
end
$$;
revoke all on function sample.count_on_discussions(bigint, bigint) from public;
grant execute on function sample.count_on_discussions(bigint, bigint) to "app_role";
