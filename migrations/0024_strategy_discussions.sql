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
create index discussion_due on strategy.discussion (authority_id, due_at);
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
  -- Of one that was held here: by when its record goes round, as the calendar was then.
  circulate_by timestamptz,
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
  check (kind = 'held' or circulate_by is null),
  check (kind <> 'held' or ended_at is not null),
  check (kind <> 'reopened' or replaces is not null),
  check (not is_emergency_call or form = 'phone' or form = 'video')
);
create unique index settlement_first on strategy.settlement (authority_id, discussion_id) where replaces is null;
create index settlement_discussion on strategy.settlement (authority_id, discussion_id);
create index settlement_when on strategy.settlement (authority_id, happened_at);
create index settlement_minute_taker on strategy.settlement (authority_id, minute_taker_id, happened_at)
  where minute_taker_id is not null;

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
  -- As they were called then: partners are told, who see nobody of the staff.
  chair_name text not null default '',
  minute_taker_id uuid,
  -- Why it begins after the discussion is due.
  late_reason text not null default '',
  -- Of a change, and of calling it off.
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
  -- As it was called then: partners are told who else is asked, and see no agency but their own.
  agency_name text not null default '',
  -- Without a person: the agency's shared desk, and whoever signs in from there; or one named person without an account.
  is_to_desk boolean not null default true,
  person_id uuid,
  name text not null default '',
  email text not null default '',
  telephone text not null default '',
  -- The answer "someone else comes" that named them.
  named_in uuid,
  -- Where the calendar's sequence begins for somebody who is asked again after they were told not to come.
  sequence integer not null default 0,
  invited_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, person_id) references organisation.person,
  unique (authority_id, named_in),
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
  -- The calendar's, with which they are told.
  sequence integer not null default 0,
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
alter table strategy.invitation
  add foreign key (authority_id, named_in) references strategy.reply;

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
  given_by text not null check (given_by in ('own-sign-in', 'telephone')),
  -- Who said so, where it was by telephone; who took it is recorded_by.
  given_by_name text not null default '',
  answered_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, information_id) references strategy.information,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  check ((kind = 'corrected') = (corrected_text <> '')),
  check (family_may_see or family_may_see_why <> ''),
  check (given_by = 'own-sign-in' or given_by_name <> '')
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

-- The discussion at which it was initiated turned out to have been held on another day: the conference's limit moves with it.
create table strategy.section_47_redating (
  authority_id integer not null,
  id uuid not null,
  section_47_id uuid not null,
  discussion_id uuid not null,
  replaces uuid,
  started_at timestamptz not null,
  conference_due_on date not null,
  reason text not null check (reason <> ''),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, section_47_id) references strategy.section_47,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, replaces) references strategy.section_47_redating
);
create unique index section_47_redating_first on strategy.section_47_redating (authority_id, section_47_id)
  where replaces is null;
create index section_47_redating_discussion on strategy.section_47_redating (authority_id, discussion_id);

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
  -- The row that entered it: the slot keeps this name through every change, and bookings hold on to it.
  slot_id uuid not null,
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
  foreign key (authority_id, slot_id) references strategy.conference_slot,
  foreign key (authority_id, minute_taker_id) references organisation.person,
  foreign key (authority_id, replaces) references strategy.conference_slot,
  check (replaces is null or reason <> ''),
  check ((replaces is null) = (slot_id = id))
);
create index conference_slot_starts on strategy.conference_slot (authority_id, starts_at);
create index conference_slot_slot on strategy.conference_slot (authority_id, slot_id);
create index conference_slot_minute_taker on strategy.conference_slot (authority_id, minute_taker_id, starts_at)
  where minute_taker_id is not null;

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
  -- What was done at once where it does not keep the child safe, and which service manager was told.
  done text not null default '',
  told_id uuid,
  -- Who looks next week.
  next_by uuid,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, section_47_id) references strategy.section_47,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, checked_by) references organisation.person,
  foreign key (authority_id, told_id) references organisation.person,
  foreign key (authority_id, next_by) references organisation.person,
  check (is_safe or done <> '')
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
  -- What somebody who needs to know is told: written for them, never what an agency said.
  told_decision text not null default '',
  told_to_do text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, circulation_id) references strategy.circulation,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, attendance_id) references strategy.attendance,
  foreign key (authority_id, invitation_id) references strategy.invitation,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, person_id) references organisation.person,
  check (how = 'mail' or how_words <> ''),
  check ((version = 'need-to-know') = (told_decision <> '')),
  check ((version = 'need-to-know') = (told_to_do <> ''))
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
create index escalation_rung_opened on strategy.escalation_rung (authority_id, opened_at);

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
create view strategy.standing_section_47 with (security_invoker = true) as
  select enquiry.authority_id, enquiry.id, enquiry.discussion_id, enquiry.child_id, enquiry.kind,
         coalesce(redated.started_at, enquiry.started_at) as started_at, enquiry.authorised_by, enquiry.authorised_by_name,
         coalesce(redated.conference_due_on, enquiry.conference_due_on) as conference_due_on, enquiry.known_at,
         enquiry.recorded_at, enquiry.recorded_by
    from strategy.section_47 enquiry
    left join strategy.section_47_redating redated
      on redated.authority_id = enquiry.authority_id and redated.section_47_id = enquiry.id
     and not exists (select from strategy.section_47_redating later
                      where later.authority_id = redated.authority_id and later.replaces = redated.id);
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

-- Children with a section 47 enquiry whose conference was neither held nor found not to be required. An enquiry that ended
-- with anything but a conference waits for none.
create view strategy.waiting_for_conference with (security_invoker = true) as
  select enquiry.*, booked.id as booking_id, booked.slot_id
    from strategy.standing_section_47 enquiry
    left join strategy.standing_section_47_end ended
      on ended.authority_id = enquiry.authority_id and ended.section_47_id = enquiry.id
    left join strategy.standing_conference_step booked
      on booked.authority_id = enquiry.authority_id and booked.section_47_id = enquiry.id and booked.kind = 'booked'
   where (ended.id is null or ended.outcome = 'conference')
     and not exists (
       select from strategy.standing_conference_step settled
        where settled.authority_id = enquiry.authority_id and settled.section_47_id = enquiry.id
          and settled.kind in ('held', 'not-required'))
     and not exists (
       select from strategy.discussion_child_removal removed
        where removed.authority_id = enquiry.authority_id and removed.discussion_id = enquiry.discussion_id
          and removed.child_id = enquiry.child_id);

grant select on strategy.waiting_for_conference to "app_role";

-- Nobody takes minutes at two conferences at once, and what a family has booked is neither withdrawn nor moved behind them.
-- A lock and a look instead of an exclusion constraint: a row that was replaced no longer counts.
create function strategy.guard_slot() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  was strategy.conference_slot;
begin
  perform pg_advisory_xact_lock(hashtextextended('strategy.slot:' || new.slot_id, new.authority_id));
  select * into was from strategy.conference_slot earlier
   where earlier.authority_id = new.authority_id and earlier.id = new.replaces;
  if (new.is_withdrawn or new.starts_at <> was.starts_at or new.ends_at <> was.ends_at) and exists (
    select from strategy.standing_conference_step step
     where step.authority_id = new.authority_id and step.slot_id = new.slot_id) then
    raise exception 'this conference slot is booked' using errcode = 'unique_violation';
  end if;
  if new.is_withdrawn or new.minute_taker_id is null then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('strategy.minute-taker:' || new.minute_taker_id, new.authority_id));
  if exists (
    select from strategy.standing_conference_slot other
     where other.authority_id = new.authority_id and other.minute_taker_id = new.minute_taker_id
       and other.slot_id <> new.slot_id and other.starts_at < new.ends_at and other.ends_at > new.starts_at) then
    raise exception 'the minute-taker is at another conference then' using errcode = 'exclusion_violation';
  end if;
  return new;
end
$$;
create trigger conference_slot_guard before insert on strategy.conference_slot
  for each row execute function strategy.guard_slot();

-- One slot takes one family: the children of one discussion. One enquiry has one booking, one end of its waiting and one
-- reason for being late at a time.
create function strategy.guard_conference_step() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('strategy.section_47:' || new.section_47_id, new.authority_id));
  if new.kind not in ('unbooked', 'corrected') and exists (
    select from strategy.standing_conference_step step
     where step.authority_id = new.authority_id and step.section_47_id = new.section_47_id
       and step.id is distinct from new.replaces
       and (step.kind = new.kind
            or step.kind in ('held', 'not-required') and new.kind in ('held', 'not-required'))) then
    raise exception 'this step of the conference is recorded already' using errcode = 'unique_violation';
  end if;
  if new.kind <> 'booked' then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('strategy.slot:' || new.slot_id, new.authority_id));
  if not exists (
    select from strategy.standing_conference_slot slot
     where slot.authority_id = new.authority_id and slot.slot_id = new.slot_id) then
    raise exception 'this conference slot was withdrawn' using errcode = 'foreign_key_violation';
  end if;
  if exists (
    select from strategy.standing_conference_step step
     where step.authority_id = new.authority_id and step.slot_id = new.slot_id
       and step.discussion_id <> new.discussion_id) then
    raise exception 'this conference slot has another family' using errcode = 'unique_violation';
  end if;
  return new;
end
$$;
create trigger conference_step_guard before insert on strategy.conference_step
  for each row execute function strategy.guard_conference_step();
revoke all on function strategy.guard_slot(), strategy.guard_conference_step() from public;

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

-- What a minute-taker takes: discussions arranged or held with them, and for thirty days after, to finish the record.
create function strategy.minuted_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when 'minute-taker' = any (platform.current_roles()) then array(
      select planned.discussion_id from strategy.arrangement planned
       where planned.authority_id = platform.current_authority() and planned.minute_taker_id = platform.current_person()
         and planned.starts_at > now() - interval '30 days' and not planned.is_cancelled
         and not exists (select from strategy.arrangement later
                          where later.authority_id = planned.authority_id and later.replaces = planned.id)
      union
      select held.discussion_id from strategy.settlement held
       where held.authority_id = platform.current_authority() and held.minute_taker_id = platform.current_person()
         and held.happened_at > now() - interval '30 days'
         and not exists (select from strategy.settlement later
                          where later.authority_id = held.authority_id and later.replaces = held.id))
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
              or asked.person_id is null and asked.is_to_desk and asked.agency_id = organisation.current_agency())
         and not exists (select from strategy.invitation_withdrawal gone
                          where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)
      union
      select named.discussion_id from strategy.reply named
       where named.authority_id = platform.current_authority() and named.someone_id = platform.current_person()
         and named.answer = 'someone-else'
         and not exists (select from strategy.invitation_withdrawal gone
                          where gone.authority_id = named.authority_id and gone.invitation_id = named.invitation_id)
         and not exists (select from strategy.reply later
                          where later.authority_id = named.authority_id and later.invitation_id = named.invitation_id
                            and (later.known_at, later.id) > (named.known_at, named.id))
      union
      select there.discussion_id from strategy.attendance there
       where there.authority_id = platform.current_authority()
         and (there.person_id = platform.current_person()
              -- Somebody came whom nobody had asked: their agency's desk has the record.
              or there.person_id is null and there.invitation_id is null and there.came = 'attended'
                 and there.agency_id = organisation.current_agency())
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

-- The section 47 enquiry of a child that has not ended, wherever it was initiated: a second one is never begun beside it, not
-- even by somebody to whom that discussion is closed. No more is told of it than where it hangs.
create function strategy.running_section_47(for_child uuid)
  returns table (id uuid, discussion_id uuid, reference text, started_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select enquiry.id, enquiry.discussion_id, discussion.reference, enquiry.started_at
      from strategy.section_47 enquiry
      join strategy.discussion discussion
        on discussion.authority_id = enquiry.authority_id and discussion.id = enquiry.discussion_id
     where enquiry.authority_id = platform.current_authority() and enquiry.child_id = for_child
       and not exists (select from strategy.section_47_end ended
                        where ended.authority_id = enquiry.authority_id and ended.section_47_id = enquiry.id)
       and (strategy.may_work()
            or exists (select from strategy.discussion_child about
                        where about.authority_id = enquiry.authority_id and about.child_id = for_child
                          and about.discussion_id = any (strategy.minuted_discussions())))
     order by enquiry.started_at
  $$;

-- Whose case the children of a discussion were on a day: they may not chair it, and whoever records that asks this, a
-- minute-taker who reads no child's record among them.
create function strategy.allocated_workers(for_discussion uuid, on_day date) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when strategy.may_read() or for_discussion = any (strategy.minuted_discussions()) then array(
      select discussion.allocated_worker_id from strategy.discussion discussion
       where discussion.authority_id = platform.current_authority() and discussion.id = for_discussion
         and discussion.allocated_worker_id is not null
      union
      select work.worker_id from strategy.discussion_child about
        join children.allocation work on work.authority_id = about.authority_id and work.child_id = about.child_id
        left join children.allocation_end ended on ended.authority_id = work.authority_id and ended.allocation_id = work.id
       where about.authority_id = platform.current_authority() and about.discussion_id = for_discussion
         and work.worker_id is not null and work.from_day <= on_day and (ended.to_day is null or on_day < ended.to_day))
    else '{}' end
  $$;

-- The full meeting that follows an emergency call: a minute-taker who recorded the call finds it, and may record it once.
create function strategy.full_meeting_of(for_call uuid) returns table (id uuid, reference text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select discussion.id, discussion.reference from strategy.discussion discussion
     where discussion.authority_id = platform.current_authority() and discussion.origin = 'full-meeting'
       and discussion.follows = for_call
       and (strategy.may_read() or for_call = any (strategy.minuted_discussions()))
  $$;
create function strategy.full_meetings_minuted() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select array(select discussion.id from strategy.discussion discussion
                  where discussion.authority_id = platform.current_authority() and discussion.origin = 'full-meeting'
                    and discussion.follows = any (strategy.minuted_discussions()))
  $$;

-- What was sent to a partner: the whole record to those who are part of it, and to somebody who needs to know a few
-- sentences and a reference.
create function strategy.sent_to_me()
  returns table (recipient_id uuid, discussion_id uuid, reference text, record_id uuid, version text, told_decision text,
                 told_to_do text, circulated_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select sent.id, sent.discussion_id, discussion.reference, circulation.record_id, sent.version, sent.told_decision,
           sent.told_to_do, circulation.circulated_at
      from strategy.circulation_recipient sent
      join strategy.circulation circulation
        on circulation.authority_id = sent.authority_id and circulation.id = sent.circulation_id
      join strategy.discussion discussion
        on discussion.authority_id = sent.authority_id and discussion.id = sent.discussion_id
     where sent.authority_id = platform.current_authority() and organisation.is_partner()
       and (sent.person_id = platform.current_person()
            or sent.person_id is null and sent.agency_id = organisation.current_agency())
       and (sent.version = 'need-to-know' or sent.discussion_id = any (strategy.circulated_discussions()))
  $$;

-- Who has a slot. Whoever may not open the discussion learns only that it is taken.
create function strategy.slot_bookings(slots uuid[])
  returns table (slot_id uuid, discussion_id uuid, reference text, children integer, booked_by text, booked_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  closed uuid[] := strategy.closed_discussions();
  reads boolean := strategy.may_read();
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select step.slot_id, case when seen then step.discussion_id end, case when seen then discussion.reference end,
           count(*)::integer, case when seen then min(person.name) end, min(step.recorded_at)
      from strategy.standing_conference_step step
      join strategy.discussion discussion
        on discussion.authority_id = step.authority_id and discussion.id = step.discussion_id
      cross join lateral (select reads and step.discussion_id <> all (closed) as seen) open
      left join organisation.person person
        on person.authority_id = step.authority_id and person.id = step.recorded_by
     where step.authority_id = platform.current_authority() and step.slot_id = any (slots)
     group by step.slot_id, step.discussion_id, discussion.reference, seen;
end
$$;

-- Conferences due, by the Monday of their week: families and how many of them have no slot. Counts only, so that the conference
-- service, which reads no record, sees what it has to provide for.
create function strategy.conferences_due(before_day date)
  returns table (week date, due integer, unbooked integer, children_unbooked integer)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select date_trunc('week', waiting.conference_due_on)::date, count(distinct waiting.discussion_id)::integer,
           (count(distinct waiting.discussion_id) filter (where waiting.booking_id is null))::integer,
           (count(*) filter (where waiting.booking_id is null))::integer
      from strategy.waiting_for_conference waiting
     where waiting.authority_id = platform.current_authority() and waiting.conference_due_on < before_day
     group by 1 order by 1;
end
$$;

revoke all on function strategy.slot_bookings(uuid[]), strategy.conferences_due(date) from public;
grant execute on function strategy.slot_bookings(uuid[]), strategy.conferences_due(date) to "app_role";

-- The measures count every discussion, those about restricted children too: a figure must not depend on who looks at it. So
-- they read through these functions, which give no id, no name and no words, and nothing to partners.

-- One row for each discussion whose limit ('due') or whose settlement ('settled') falls in [from_at, to_at).
create function strategy.counted_discussions(by_what text, from_at timestamptz, to_at timestamptz)
  returns table (on_day date, due_at timestamptz, state text, happened_at timestamptz, ended_at timestamptz,
                 is_emergency_call boolean, is_attendance_known boolean, attended text[], circulated_at timestamptz,
                 full_due_at timestamptz, full_met_at timestamptz, route text, team_id uuid, team text, area text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select (case when by_what = 'due' then discussion.due_at else settled.happened_at end at time zone 'Europe/London')::date,
           discussion.due_at, case when coalesce(settled.kind, 'reopened') = 'reopened' then 'due' else settled.kind end,
           settled.happened_at, settled.ended_at, coalesce(settled.is_emergency_call, false),
           discussion.origin <> 'history' or there.people > 0, coalesce(there.partners, '{}'), sent.circulated_at,
           full_meeting.due_at, full_meeting.met_at, discussion.route, discussion.team_id, team.name, area.name
      from strategy.discussion discussion
      left join strategy.standing_settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
      left join lateral (
        select count(*) as people, array_agg(distinct person.partner) filter (
                 where person.came = 'attended' and person.partner in ('local-authority', 'nhs', 'police')) as partners
          from strategy.standing_attendance person
         where person.authority_id = discussion.authority_id and person.discussion_id = discussion.id) there on true
      left join lateral (
        select min(circulation.circulated_at) as circulated_at from strategy.circulation circulation
         where circulation.authority_id = discussion.authority_id and circulation.discussion_id = discussion.id) sent on true
      left join lateral (
        select followed.due_at, case when (
                 select count(distinct person.partner) from strategy.standing_attendance person
                  where person.authority_id = followed.authority_id and person.discussion_id = followed.id
                    and person.came = 'attended' and person.partner in ('local-authority', 'nhs', 'police')) = 3
               then met.happened_at end as met_at
          from strategy.discussion followed
          left join strategy.standing_settlement met
            on met.authority_id = followed.authority_id and met.discussion_id = followed.id and met.kind = 'held'
         where followed.authority_id = discussion.authority_id and followed.follows = discussion.id
           and followed.origin = 'full-meeting') full_meeting on true
      left join organisation.team team on team.authority_id = discussion.authority_id and team.id = discussion.team_id
      left join organisation.area area on area.authority_id = discussion.authority_id and area.id = discussion.area_id
     where discussion.authority_id = platform.current_authority()
       and case when by_what = 'due' then discussion.due_at >= from_at and discussion.due_at < to_at
                else settled.happened_at >= from_at and settled.happened_at < to_at end;
end
$$;

-- One row for each section 47 enquiry that began in [from_day, to_day) ('started') or whose conference was held then ('held').
-- Ours first; what the case system's files tell of besides, where they tell of a conference that was held: due_on is null there.
create function strategy.counted_conferences(by_what text, from_day date, to_day date)
  returns table (started_on date, due_on date, held_on date, is_waiting boolean, route text, team_id uuid, team text, area text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select (enquiry.started_at at time zone 'Europe/London')::date, enquiry.conference_due_on, held.held_on,
           waiting.id is not null, discussion.route, discussion.team_id, team.name, area.name
      from strategy.standing_section_47 enquiry
      join strategy.discussion discussion
        on discussion.authority_id = enquiry.authority_id and discussion.id = enquiry.discussion_id
      left join strategy.standing_conference_step held
        on held.authority_id = enquiry.authority_id and held.section_47_id = enquiry.id and held.kind = 'held'
      left join strategy.waiting_for_conference waiting
        on waiting.authority_id = enquiry.authority_id and waiting.id = enquiry.id
      left join organisation.team team on team.authority_id = discussion.authority_id and team.id = discussion.team_id
      left join organisation.area area on area.authority_id = discussion.authority_id and area.id = discussion.area_id
     where enquiry.authority_id = platform.current_authority()
       and case when by_what = 'held' then held.held_on >= from_day and held.held_on < to_day
                else enquiry.started_at >= (from_day::timestamp at time zone 'Europe/London')
                 and enquiry.started_at < (to_day::timestamp at time zone 'Europe/London') end
    union all
    select told.on_day, null, told.conference_on, false, null, null, null, null
      from case_records.standing_section_47 told
     where told.authority_id = platform.current_authority() and told.conference_on is not null
       and case when by_what = 'held' then told.conference_on >= from_day and told.conference_on < to_day
                else told.on_day >= from_day and told.on_day < to_day end
       and not exists (
         select from strategy.standing_section_47 enquiry
          where enquiry.authority_id = told.authority_id and enquiry.child_id = told.child_id
            and (enquiry.started_at at time zone 'Europe/London')::date = told.on_day);
end
$$;

-- One row for each child who, at the end of each of these days, had waited a week or more beyond the last day for the
-- conference, and whether somebody had looked at the interim plan within the seven days before.
create function strategy.counted_late_waits(days date[])
  returns table (on_day date, is_checked boolean, route text, team_id uuid, team text, area text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select day.on_day, exists (
             select from strategy.interim_check look
              where look.authority_id = enquiry.authority_id and look.section_47_id = enquiry.id
                and (look.checked_at at time zone 'Europe/London')::date between day.on_day - 6 and day.on_day),
           discussion.route, discussion.team_id, team.name, area.name
      from unnest(days) as day (on_day)
      join strategy.standing_section_47 enquiry on enquiry.conference_due_on + 7 <= day.on_day
      join strategy.discussion discussion
        on discussion.authority_id = enquiry.authority_id and discussion.id = enquiry.discussion_id
      left join organisation.team team on team.authority_id = discussion.authority_id and team.id = discussion.team_id
      left join organisation.area area on area.authority_id = discussion.authority_id and area.id = discussion.area_id
     where enquiry.authority_id = platform.current_authority()
       and not exists (
         select from strategy.standing_conference_step step
          where step.authority_id = enquiry.authority_id and step.section_47_id = enquiry.id
            and (step.held_on <= day.on_day
                 or step.kind = 'not-required' and (step.happened_at at time zone 'Europe/London')::date <= day.on_day))
       and not exists (
         select from strategy.standing_section_47_end ended
          where ended.authority_id = enquiry.authority_id and ended.section_47_id = enquiry.id
            and ended.outcome <> 'conference' and (ended.ended_at at time zone 'Europe/London')::date <= day.on_day)
       and not exists (
         select from strategy.discussion_child_removal removed
          where removed.authority_id = enquiry.authority_id and removed.discussion_id = enquiry.discussion_id
            and removed.child_id = enquiry.child_id);
end
$$;

-- One row for each rung of an escalation opened in [from_at, to_at), with when it was answered or the matter ended.
create function strategy.counted_rungs(from_at timestamptz, to_at timestamptz)
  returns table (on_day date, rung integer, due_at timestamptz, answered_at timestamptz, is_needless boolean, partner text,
                 route text, team_id uuid, team text, area text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select (opened.opened_at at time zone 'Europe/London')::date, opened.rung, opened.due_at,
           least(replied.at, case when ended.outcome in ('came', 'sent-someone', 'sent-information', 'happened-late', 'answered')
                                  then ended.ended_at end),
           replied.at is null and coalesce(ended.outcome = 'no-longer-needed' and ended.ended_at <= opened.due_at, false),
           escalation.partner, discussion.route, discussion.team_id, team.name, area.name
      from strategy.escalation_rung opened
      join strategy.escalation escalation
        on escalation.authority_id = opened.authority_id and escalation.id = opened.escalation_id
      join strategy.discussion discussion
        on discussion.authority_id = opened.authority_id and discussion.id = opened.discussion_id
      left join strategy.escalation_end ended
        on ended.authority_id = opened.authority_id and ended.escalation_id = opened.escalation_id
      cross join lateral (
        select min(reply.replied_at) as at from strategy.escalation_reply reply
         where reply.authority_id = opened.authority_id and reply.escalation_id = opened.escalation_id
           and reply.rung = opened.rung) replied
      left join organisation.team team on team.authority_id = discussion.authority_id and team.id = discussion.team_id
      left join organisation.area area on area.authority_id = discussion.authority_id and area.id = discussion.area_id
     where opened.authority_id = platform.current_authority() and opened.opened_at >= from_at and opened.opened_at < to_at;
end
$$;
revoke all on function strategy.counted_discussions(text, timestamptz, timestamptz),
  strategy.counted_conferences(text, date, date), strategy.counted_late_waits(date[]),
  strategy.counted_rungs(timestamptz, timestamptz) from public;
grant execute on function strategy.counted_discussions(text, timestamptz, timestamptz),
  strategy.counted_conferences(text, date, date), strategy.counted_late_waits(date[]),
  strategy.counted_rungs(timestamptz, timestamptz) to "app_role";

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
  strategy.running_section_47(uuid), strategy.allocated_workers(uuid, date), strategy.full_meeting_of(uuid),
  strategy.full_meetings_minuted(), strategy.sent_to_me(), strategy.watched_at(timestamptz) from public;
grant execute on function strategy.closed_discussions(), strategy.minuted_discussions(), strategy.partner_discussions(),
  strategy.circulated_discussions(), strategy.readable_discussions(), strategy.children_of(uuid),
  strategy.running_section_47(uuid), strategy.allocated_workers(uuid, date), strategy.full_meeting_of(uuid),
  strategy.full_meetings_minuted(), strategy.sent_to_me(), strategy.watched_at(timestamptz) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['concern', 'discussion', 'discussion_child', 'discussion_child_removal', 'settlement',
      'not_holding_review', 'concern_answer', 'arrangement', 'invitation', 'invitation_withdrawal', 'reply', 'going_ahead',
      'attendance', 'information', 'information_answer', 'record', 'child_outcome', 'section_47', 'section_47_redating',
      'section_47_end', 'conference_slot', 'conference_step', 'interim_check', 'circulation', 'circulation_recipient', 'circulation_opened',
      'challenge', 'challenge_answer', 'chair_confirmation', 'escalation', 'escalation_rung', 'escalation_reply',
      'escalation_end', 'escalation_list', 'watch'] loop
    execute format('alter table strategy.%I enable row level security', owned);
    -- Restrictive: whatever else is allowed, never another authority's row.
    execute format('create policy own_authority on strategy.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    -- Slots are the conference service's.
    if owned <> 'conference_slot' then
      execute format('create policy recorded_by_staff on strategy.%I for insert with check ((select strategy.may_work()))',
                     owned);
    end if;
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
      'information_answer', 'record', 'child_outcome', 'section_47', 'section_47_redating', 'section_47_end',
      'conference_step', 'interim_check', 'circulation', 'circulation_recipient', 'circulation_opened', 'chair_confirmation', 'escalation', 'escalation_rung',
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
      'section_47', 'section_47_redating'] loop
    execute format('create policy seen_once_circulated on strategy.%I for select
                      using (discussion_id = any ((select strategy.circulated_discussions())::uuid[]))', owned);
  end loop;
end
$$;
grant select, insert, update on strategy.watch to "app_role";
grant select on strategy.standing_settlement, strategy.standing_arrangement, strategy.standing_attendance,
  strategy.standing_record, strategy.standing_child_outcome, strategy.standing_section_47, strategy.standing_section_47_end,
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
         and (discussion_id is null or concern_id is not null or discussion_id = any ((select strategy.partner_discussions())::uuid[])
              or raised_by = (select platform.current_person())));
create policy raised_by_partners on strategy.challenge for insert
  with check ((select organisation.is_partner()) and agency_id = (select organisation.current_agency())
              and raised_by = (select platform.current_person())
              -- About a concern of their own agency, and then about the discussion that its answer names, and no other.
              and (concern_id is null or concern_id in (
                     select concern.id from strategy.concern where concern.authority_id = challenge.authority_id))
              and (discussion_id is null or discussion_id = any ((select strategy.partner_discussions())::uuid[])
                   or discussion_id in (
                     select said.discussion_id from strategy.concern_answer said
                      where said.authority_id = challenge.authority_id and said.concern_id = challenge.concern_id)));
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
                        or asked.person_id is null and asked.is_to_desk
                           and asked.agency_id = (select organisation.current_agency()))
                   and not exists (select from strategy.invitation_withdrawal gone
                                    where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)));
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
  with check ((select organisation.is_partner()) and given_by = 'own-sign-in'
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
create policy seen_by_its_recipient on strategy.circulation_opened for select
  using ((select organisation.is_partner()) and recipient_id in (
    select sent.id from strategy.circulation_recipient sent where sent.authority_id = circulation_opened.authority_id));

-- What else a minute-taker sees and writes of their discussions: children taken off, enquiries that were begun, who has read.
create policy seen_by_its_minute_taker on strategy.discussion_child_removal for select
  using (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy seen_by_its_minute_taker on strategy.section_47_redating for select
  using (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy seen_by_its_minute_taker on strategy.section_47 for select
  using (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy seen_by_its_minute_taker on strategy.chair_confirmation for select
  using (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy seen_by_its_minute_taker on strategy.circulation_opened for select
  using (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy taken_by_its_minute_taker on strategy.section_47_redating for insert
  with check (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy taken_by_its_minute_taker on strategy.section_47 for insert
  with check (discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy taken_by_its_minute_taker on strategy.information_answer for insert
  with check (given_by = 'telephone' and discussion_id = any ((select strategy.minuted_discussions())::uuid[]));
create policy full_meeting_by_its_minute_taker on strategy.discussion for insert
  with check (origin = 'full-meeting' and follows = any ((select strategy.minuted_discussions())::uuid[]));
create policy full_meeting_by_its_minute_taker on strategy.discussion_child for insert
  with check (discussion_id = any ((select strategy.full_meetings_minuted())::uuid[]));
-- Any professional of the authority may disagree, whether or not they work on discussions.
create policy raised_by_staff on strategy.challenge for insert
  with check ((select strategy.may_read()) and raised_by = (select platform.current_person()));

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
  using ((select strategy.may_read())
         or (select platform.current_roles())::text[] && array['minute-taker', 'administrator']);
create policy kept_by_the_conference_service on strategy.conference_slot for insert
  with check ((select platform.is_system())
              or (select platform.current_roles())::text[] && array['service-manager', 'head-of-service', 'administrator']);

-- What the link in an invitation opens: that invitation, and of its discussion what the mail says as well. No child. The room
-- of links comes with a later migration, and is looked for when it is asked.
create function strategy.opened_by_link()
  returns table (invitation_id uuid, discussion_id uuid, reference text, asked_name text, asked_agency text, state text,
                 is_withdrawn boolean, is_arranged boolean, starts_at timestamptz, ends_at timestamptz, form text, place text,
                 chair_name text, answer text, someone_name text, replied_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  return query
    select asked.id, asked.discussion_id, discussion.reference, asked.name, asked.agency_name,
           case when coalesce(settled.kind, 'reopened') = 'reopened' then 'due' else settled.kind end,
           exists (select from strategy.invitation_withdrawal gone
                    where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id),
           planned.id is not null, planned.starts_at, planned.ends_at, planned.form, planned.place, planned.chair_name,
           said.answer, said.someone_name, said.replied_at
      from strategy.invitation asked
      join strategy.discussion discussion
        on discussion.authority_id = asked.authority_id and discussion.id = asked.discussion_id
      left join strategy.settlement settled
        on settled.authority_id = asked.authority_id and settled.discussion_id = asked.discussion_id
       and not exists (select from strategy.settlement later
                        where later.authority_id = settled.authority_id and later.replaces = settled.id)
      left join strategy.arrangement planned
        on planned.authority_id = asked.authority_id and planned.discussion_id = asked.discussion_id
       and not planned.is_cancelled
       and not exists (select from strategy.arrangement later
                        where later.authority_id = planned.authority_id and later.replaces = planned.id)
      left join lateral (
        select reply.answer, reply.someone_name, reply.replied_at from strategy.reply reply
         where reply.authority_id = asked.authority_id and reply.invitation_id = asked.id
         order by reply.known_at desc, reply.id desc limit 1) said on true
     where asked.authority_id = platform.current_authority()
       and asked.id = links.subject_of('strategy-discussions.reply');
end
$$;
create policy answered_by_its_link on strategy.reply for insert
  with check (given_by = 'link' and (invitation_id, discussion_id) in (
    select opened.invitation_id, opened.discussion_id from strategy.opened_by_link() opened where not opened.is_withdrawn));

-- A calendar to subscribe to: the discussions that somebody chairs, takes the minutes of or is asked to, by reference alone.
create function strategy.calendar_of_link()
  returns table (discussion_id uuid, reference text, sequence integer, starts_at timestamptz, ends_at timestamptz, form text,
                 place text, is_off boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  reader uuid := links.subject_of('strategy-discussions.calendar');
begin
  return query
    select planned.discussion_id, discussion.reference, planned.sequence, planned.starts_at, planned.ends_at, planned.form,
           planned.place, planned.is_cancelled or coalesce(settled.kind in ('cancelled', 'decided-not-to-hold'), false)
      from strategy.arrangement planned
      join strategy.discussion discussion
        on discussion.authority_id = planned.authority_id and discussion.id = planned.discussion_id
      join platform.account reading
        on reading.authority_id = planned.authority_id and reading.id = reader and reading.is_active
      left join strategy.settlement settled
        on settled.authority_id = planned.authority_id and settled.discussion_id = planned.discussion_id
       and not exists (select from strategy.settlement later
                        where later.authority_id = settled.authority_id and later.replaces = settled.id)
     where planned.authority_id = platform.current_authority() and planned.starts_at > now() - interval '30 days'
       and not exists (select from strategy.arrangement later
                        where later.authority_id = planned.authority_id and later.replaces = planned.id)
       and (planned.chair_id = reader or planned.minute_taker_id = reader
            or exists (select from strategy.invitation asked
                        where asked.authority_id = planned.authority_id and asked.discussion_id = planned.discussion_id
                          and (asked.person_id = reader
                               or asked.person_id is null and asked.is_to_desk and asked.agency_id = reading.agency_id)
                          and not exists (select from strategy.invitation_withdrawal gone
                                           where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)))
     order by planned.starts_at;
end
$$;

-- Figures for partners, by quarter of the day it was held (Europe/London). Of an agency: its own alone, whoever asks.
create function strategy.own_agency_figures(from_day date, to_day date)
  returns table (quarter date, invited integer, attended integer, sent_information integer, absent integer, in_time integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select date_trunc('quarter', held.happened_at at time zone 'Europe/London')::date, count(*)::integer,
           count(*) filter (where came.attended)::integer,
           count(*) filter (where not came.attended and came.sent)::integer,
           count(*) filter (where not came.attended and not came.sent)::integer,
           count(*) filter (where asked.first_reply < held.happened_at)::integer
      from (select invitation.discussion_id, min(reply.replied_at) as first_reply
              from strategy.invitation invitation
              left join strategy.reply reply
                on reply.authority_id = invitation.authority_id and reply.invitation_id = invitation.id
             where invitation.authority_id = platform.current_authority()
               and invitation.agency_id = organisation.current_agency()
               and not exists (select from strategy.invitation_withdrawal gone
                                where gone.authority_id = invitation.authority_id and gone.invitation_id = invitation.id)
             group by invitation.discussion_id) asked
      join strategy.settlement held
        on held.authority_id = platform.current_authority() and held.discussion_id = asked.discussion_id and held.kind = 'held'
       and not exists (select from strategy.settlement later
                        where later.authority_id = held.authority_id and later.replaces = held.id)
      cross join lateral (
        select coalesce(bool_or(there.came = 'attended'), false) as attended,
               coalesce(bool_or(there.came in ('sent-information', 'consulted-before')), false) as sent
          from strategy.attendance there
         where there.authority_id = held.authority_id and there.discussion_id = held.discussion_id
           and there.agency_id = organisation.current_agency() and not there.is_withdrawn
           and not exists (select from strategy.attendance later
                            where later.authority_id = there.authority_id and later.corrects = there.id)) came
     where organisation.is_partner()
       and held.happened_at >= from_day::timestamp at time zone 'Europe/London'
       and held.happened_at < to_day::timestamp at time zone 'Europe/London'
     group by 1 order by 1
  $$;

-- All agencies together, the same for everybody: by quarter in which it was due; no agency, no team, no child.
create function strategy.partnership_figures(from_day date, to_day date)
  returns table (quarter date, due integer, held integer, not_held integer, cancelled integer, decided_not integer,
                 all_three integer, with_nhs integer, with_police integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select date_trunc('quarter', discussion.due_at at time zone 'Europe/London')::date, count(*)::integer,
           count(*) filter (where settled.kind = 'held')::integer,
           count(*) filter (where coalesce(settled.kind, 'reopened') = 'reopened')::integer,
           count(*) filter (where settled.kind = 'cancelled')::integer,
           count(*) filter (where settled.kind = 'decided-not-to-hold')::integer,
           count(*) filter (where settled.kind = 'held' and came.partners @> array['local-authority', 'nhs', 'police'])::integer,
           count(*) filter (where settled.kind = 'held' and 'nhs' = any (came.partners))::integer,
           count(*) filter (where settled.kind = 'held' and 'police' = any (came.partners))::integer
      from strategy.discussion discussion
      left join strategy.settlement settled
        on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
       and not exists (select from strategy.settlement later
                        where later.authority_id = settled.authority_id and later.replaces = settled.id)
      cross join lateral (
        select array(select distinct there.partner from strategy.attendance there
                      where there.authority_id = discussion.authority_id and there.discussion_id = discussion.id
                        and there.came = 'attended' and not there.is_withdrawn
                        and not exists (select from strategy.attendance later
                                         where later.authority_id = there.authority_id
                                           and later.corrects = there.id)) as partners) came
     where discussion.authority_id = platform.current_authority()
       and (organisation.is_partner() or strategy.may_read())
       and discussion.due_at >= from_day::timestamp at time zone 'Europe/London'
       and discussion.due_at < least(to_day::timestamp at time zone 'Europe/London', now())
     group by 1 order by 1
  $$;
revoke all on function strategy.opened_by_link(), strategy.calendar_of_link(), strategy.own_agency_figures(date, date),
  strategy.partnership_figures(date, date) from public;
grant execute on function strategy.opened_by_link(), strategy.calendar_of_link(), strategy.own_agency_figures(date, date),
  strategy.partnership_figures(date, date) to "app_role";

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

-- The process as the records show it, as front_door.process_events has it: discussions due, held and circulated, and what the
-- case system does not tell of enquiries and conferences, so that each happened once.
create function strategy.process_events(from_day date, to_day date, key bigint, open_only boolean)
  returns table (child bigint, contact bigint, at timestamptz, is_day boolean, activity text, route text, area_id uuid,
                 team_id uuid, agency text, role text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  as $$
declare
  authority integer := platform.current_authority();
  closed uuid[] := '{}';
  from_at timestamptz := from_day::timestamp at time zone 'Europe/London';
  to_at timestamptz := to_day::timestamp at time zone 'Europe/London';
begin
  if organisation.is_partner() or open_only and not children.may_read() then
    return;
  end if;
  if open_only then
    closed := children.closed_children();
  end if;
  return query
    with held as (
      select settled.discussion_id, settled.happened_at, settled.is_emergency_call from strategy.settlement settled
       where settled.authority_id = authority and settled.kind = 'held'
         and not exists (select from strategy.settlement later
                          where later.authority_id = authority and later.replaces = settled.id)),
    happened (discussion_id, child_id, happened_at, is_day, activity, role) as (
      select about.discussion_id, about.child_id, discussion.reasonable_cause_at, false, 'discussion-due', 'decider'
        from strategy.discussion discussion
        join strategy.discussion_child about
          on about.authority_id = discussion.authority_id and about.discussion_id = discussion.id
       where discussion.authority_id = authority
         and discussion.reasonable_cause_at >= from_at and discussion.reasonable_cause_at < to_at
      union all
      select about.discussion_id, about.child_id, held.happened_at, false, 'discussion-held', 'chair'
        from held
        join strategy.discussion_child about on about.authority_id = authority and about.discussion_id = held.discussion_id
       where held.happened_at >= from_at and held.happened_at < to_at
      union all
      select about.discussion_id, about.child_id, first.circulated_at, false, 'discussion-circulated', 'chair'
        from (select sent.discussion_id, min(sent.circulated_at) as circulated_at from strategy.circulation sent
               where sent.authority_id = authority group by sent.discussion_id) first
        join strategy.discussion_child about on about.authority_id = authority and about.discussion_id = first.discussion_id
       where first.circulated_at >= from_at and first.circulated_at < to_at
      union all
      select begun.discussion_id, begun.child_id, begun.started_at, false, 'section-47-started', 'team-manager'
        from strategy.section_47 begun
       where begun.authority_id = authority and begun.started_at >= from_at and begun.started_at < to_at
         and not exists (select from case_records.section_47 told
                          where told.authority_id = authority and told.child_id = begun.child_id
                            and told.on_day = (begun.started_at at time zone 'Europe/London')::date)
      union all
      select step.discussion_id, step.child_id, step.held_on::timestamp at time zone 'Europe/London', true,
             'conference-held', 'conference-chair'
        from strategy.conference_step step
       where step.authority_id = authority and step.kind = 'held' and step.held_on >= from_day and step.held_on < to_day
         and not exists (select from strategy.conference_step later
                          where later.authority_id = authority and later.replaces = step.id)
         and not exists (select from case_records.section_47 told
                          where told.authority_id = authority and told.child_id = step.child_id
                            and told.conference_on = step.held_on))
    select uuid_hash_extended(h.child_id, key),
           case when discussion.contact_id is null then null else uuid_hash_extended(discussion.contact_id, key) end,
           h.happened_at, h.is_day, h.activity, discussion.route, discussion.area_id, discussion.team_id,
           'local-authority', h.role
      from happened h
      join strategy.discussion discussion on discussion.authority_id = authority and discussion.id = h.discussion_id
     where not exists (select from strategy.discussion_child_removal removed
                        where removed.authority_id = authority and removed.discussion_id = h.discussion_id
                          and removed.child_id = h.child_id)
       and (not open_only or h.child_id <> all (closed));
end
$$;
revoke all on function strategy.process_events(date, date, bigint, boolean) from public;
grant execute on function strategy.process_events(date, date, bigint, boolean) to "app_role";

-- Other systems tell of discussions as well.
alter table api.token drop constraint token_scopes_check;
alter table api.token add constraint token_scopes_check check (
  scopes <> '{}'
  and scopes <@ array['contacts:read', 'contacts:write', 'discussions:read', 'discussions:write', 'contacts:restricted']);
