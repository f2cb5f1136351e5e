-- The front door: contacts, what was said and checked, what was decided about each child and why, and the reviews of
-- those that wait. Facts are appended. Beside them stand a few small projections (awaiting_outcome, completed, to_do,
-- open_review), changed in the same transaction as the fact, so that the board and the sweep cost as much as what is
-- open and never as much as the history.
--
-- known_at on a fact is when it counts as recorded: the database's clock here, the extract's own time for imported rows.
-- What was open at a past instant is answered from the facts with known_at up to then.

create schema front_door;
grant usage on schema front_door to "app_role";

-- Who may read, and who may work on, contacts: as platform/access says (readRecords, workContacts).
create function front_door.may_read() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or platform.current_roles() && array[
      'duty-social-worker', 'duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager',
      'head-of-service', 'chief-officer', 'director', 'qa-lead', 'moderator', 'principal-social-worker']
  $$;

create function front_door.may_work() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or platform.current_roles() && array[
      'duty-social-worker', 'duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager',
      'head-of-service']
  $$;

-- Somebody rang for help before anything else was typed. The contact follows and names this call.
create table front_door.danger_call (
  authority_id integer not null references platform.authority,
  id uuid not null,
  called text not null check (called in ('police', 'ambulance', 'police-and-ambulance', 'other')),
  called_other text not null default '',
  called_at timestamptz not null,
  -- The emergency service's own number for it, when they gave one.
  incident_number text not null default '',
  note text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  check (called <> 'other' or called_other <> '')
);

create table front_door.contact (
  authority_id integer not null references platform.authority,
  id uuid not null,
  -- C-YYMM-NNNN by the month received, or the extract's own contact id.
  reference text not null check (reference <> ''),
  -- Where it was first recorded when not here: which extract, and its contact id there.
  source_system text check (source_system <> ''),
  source_contact_id text check (source_contact_id <> ''),
  -- When it reached the council. Null only for history, of which some is known by the day alone.
  received_at timestamptz,
  received_on date not null,
  -- History is in chronologies and yearly counts; it awaits nothing.
  is_history boolean not null default false,
  -- Why it was entered well after it was received.
  entered_late_because text not null default '',
  -- Entered from paper after the system was down.
  was_system_down boolean not null default false,
  source_code text not null check (source_code in
    ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8',
     '9', '10')),
  method text check (method in
    ('telephone', 'voicemail', 'email', 'online-form', 'letter', 'in-person', 'meeting', 'other')),
  -- Whether a professional follows a telephone contact with the written form.
  is_written_form_due boolean not null default false,
  referrer_name text not null default '',
  referrer_role text not null default '',
  referrer_agency text not null default '',
  referrer_telephone text not null default '',
  referrer_email text not null default '',
  -- In the referrer's words.
  concern text not null default '',
  urgency text check (urgency in ('immediate', 'today', 'routine')),
  urgency_reason text not null default '',
  parents_know text check (parents_know in ('told', 'agreed', 'refused', 'not-told')),
  parents_know_why text not null default '',
  team_id uuid,
  danger_call_id uuid,
  known_at timestamptz not null default now(),
  -- False where an extract did not say when it was recorded: known_at then stands in for order, and no lag is measured.
  is_known_at_told boolean not null default true,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  -- The name an extract gives, when it is nobody in the organisation.
  recorded_by_name text not null default '',
  primary key (authority_id, id),
  unique (authority_id, reference),
  unique (authority_id, source_system, source_contact_id),
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, recorded_by) references organisation.person,
  foreign key (authority_id, danger_call_id) references front_door.danger_call,
  check ((source_system is null) = (source_contact_id is null)),
  check (is_history or received_at is not null),
  check (received_at is null or received_on = (received_at at time zone 'Europe/London')::date),
  -- What an extract may leave out, a person recording here may not.
  check (source_system is not null or (
    method is not null and concern <> '' and urgency is not null and urgency_reason <> '' and parents_know is not null
    and recorded_by is not null)),
  check (parents_know is distinct from 'not-told' or parents_know_why <> '' or source_system is not null)
);
create index contact_received on front_door.contact (authority_id, received_on, id);
create index contact_danger_call on front_door.contact (authority_id, danger_call_id) where danger_call_id is not null;

-- The children a contact is about. One that was added by mistake is followed by a row in contact_child_removal.
create table front_door.contact_child (
  authority_id integer not null,
  contact_id uuid not null,
  child_id uuid not null,
  source_child_id text check (source_child_id <> ''),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, contact_id, child_id),
  unique (authority_id, contact_id, source_child_id),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, child_id) references children.child
);
create index contact_child_child on front_door.contact_child (authority_id, child_id, contact_id);

create table front_door.contact_child_removal (
  authority_id integer not null,
  contact_id uuid not null,
  child_id uuid not null,
  reason text not null check (reason <> ''),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, contact_id, child_id),
  foreign key (authority_id, contact_id, child_id) references front_door.contact_child
);

-- Two contacts about the same incident. Stored once, read from both sides.
create table front_door.contact_link (
  authority_id integer not null,
  contact_id uuid not null,
  linked_contact_id uuid not null check (linked_contact_id <> contact_id),
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, contact_id, linked_contact_id),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, linked_contact_id) references front_door.contact
);
create index contact_link_other on front_door.contact_link (authority_id, linked_contact_id);

create table front_door.conversation (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  happened_at timestamptz not null,
  method text not null check (method in ('telephone', 'in-person', 'video', 'email', 'other')),
  person_name text not null check (person_name <> ''),
  person_role text not null default '',
  agency text not null default '',
  said text not null check (said <> ''),
  advice text not null default '',
  history_considered text not null default '',
  consent text not null default '',
  corrects uuid,
  correction_reason text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, corrects) references front_door.conversation,
  check (corrects is null or correction_reason <> '')
);
create index conversation_contact on front_door.conversation (authority_id, contact_id);

-- Checks without the parents' knowledge: asked for with reasons, then authorised or not by a manager, with reasons.
create table front_door.check_authorisation (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, contact_id) references front_door.contact
);
create index check_authorisation_contact on front_door.check_authorisation (authority_id, contact_id);

create table front_door.check_authorisation_answer (
  authority_id integer not null,
  authorisation_id uuid not null,
  contact_id uuid not null,
  is_authorised boolean not null,
  reason text not null check (reason <> ''),
  answered_at timestamptz not null,
  answered_by uuid not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, authorisation_id),
  foreign key (authority_id, authorisation_id) references front_door.check_authorisation,
  foreign key (authority_id, answered_by) references organisation.person
);
create index check_authorisation_answer_contact on front_door.check_authorisation_answer (authority_id, contact_id);

create table front_door.agency_check (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  agency text not null check (agency <> ''),
  agency_id uuid,
  asked_of text not null default '',
  what text not null check (what <> ''),
  requested_at timestamptz not null,
  due_at timestamptz not null,
  do_parents_know boolean not null,
  authorisation_id uuid,
  -- Why it was made before anybody authorised it: recorded as it was, and the authorisation asked for afterwards.
  departure text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, authorisation_id) references front_door.check_authorisation,
  check (do_parents_know or authorisation_id is not null)
);
create index agency_check_contact on front_door.agency_check (authority_id, contact_id);

create table front_door.agency_check_event (
  authority_id integer not null,
  id uuid not null,
  check_id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in ('chased', 'returned', 'withdrawn')),
  happened_at timestamptz not null,
  person_name text not null default '',
  what text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, check_id) references front_door.agency_check,
  check (kind = 'chased' or what <> '')
);
create index agency_check_event_contact on front_door.agency_check_event (authority_id, contact_id);

-- What happened to a contact beside conversations, checks and decisions.
create table front_door.contact_event (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in (
    'claimed', 'released', 'reassigned', 'handed-over', 'further-enquiries', 'referrer-acknowledged', 'referrer-told',
    'family-told', 'written-form-received', 'written-form-not-coming', 'parents-know', 'departure-followed-up',
    'note')),
  happened_at timestamptz not null,
  -- Whose it is now, for claims and hand-overs.
  person_id uuid,
  -- How it was done: telephone, letter …; for what parents know, which of its words.
  how text not null default '',
  -- False when it was decided not to: then the note says why.
  was_done boolean not null default true,
  note text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, person_id) references organisation.person,
  check (was_done or note <> '')
);
create index contact_event_contact on front_door.contact_event (authority_id, contact_id);

create table front_door.shift_handover (
  authority_id integer not null references platform.authority,
  id uuid not null,
  from_person uuid not null,
  to_person uuid,
  note text not null check (note <> ''),
  contact_ids uuid[] not null default '{}',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, from_person) references organisation.person,
  foreign key (authority_id, to_person) references organisation.person
);
create index shift_handover_latest on front_door.shift_handover (authority_id, recorded_at desc);

create table front_door.attachment (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  filename text not null check (filename <> ''),
  -- By its content, never by its name.
  media_type text not null check (media_type <> ''),
  bytes integer not null check (bytes > 0),
  sha256 text not null,
  description text not null default '',
  content bytea not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, contact_id) references front_door.contact
);
create index attachment_contact on front_door.attachment (authority_id, contact_id);

-- What was decided about one child, why, by whom and when. "Further enquiries" is not among the outcomes: it is a
-- contact_event, and the clock runs on.
create table front_door.decision (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  child_id uuid not null,
  outcome text not null check (outcome in (
    'no-further-action', 'information-and-advice', 'early-help', 'assessment', 'strategy-discussion', 'already-open',
    'transfer')),
  -- Where it went: the early help service, the other authority, the allocated team.
  passed_to text not null default '',
  worry text not null default '',
  history text not null default '',
  protects text not null default '',
  child_view text not null default '',
  not_known text not null default '',
  why text not null default '',
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text not null default '',
  made_in text not null default 'here' check (made_in in ('here', 'extract', 'case-system')),
  -- Where this departs from the standard: recorded as it was, flagged, followed up.
  departures text[] not null default '{}' check (departures <@ array[
    'not-a-named-decider', 'recorder-decided-alone', 'recorded-late']),
  corrects uuid,
  correction_reason text not null default '',
  known_at timestamptz not null default now(),
  -- False where an extract did not say when it was recorded, as on a contact.
  is_known_at_told boolean not null default true,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, contact_id, child_id) references front_door.contact_child,
  foreign key (authority_id, decided_by) references organisation.person,
  foreign key (authority_id, corrects) references front_door.decision,
  check (corrects is null or correction_reason <> ''),
  -- What is not known and why this outcome are always asked here, and history too for no further action.
  check (made_in <> 'here' or (not_known <> '' and why <> '' and decided_at is not null and decided_by is not null
                               and (outcome <> 'no-further-action' or history <> '')))
);
-- One decision for each child of a contact; any other names the one it corrects.
create unique index decision_first on front_door.decision (authority_id, contact_id, child_id) where corrects is null;
create index decision_child on front_door.decision (authority_id, child_id);
create index decision_known on front_door.decision (authority_id, known_at);

create view front_door.standing_decision with (security_invoker = true) as
  select * from front_door.decision entry where not exists (
    select from front_door.decision later
     where later.authority_id = entry.authority_id and later.corrects = entry.id);

-- What followed a decision: the second manager, the allocated team, the service it was passed to.
create table front_door.decision_follow_up (
  authority_id integer not null,
  id uuid not null,
  decision_id uuid not null,
  contact_id uuid not null,
  kind text not null check (kind in (
    'confirmed', 'not-confirmed', 'acknowledged', 'accepted', 'declined', 'departure-followed-up')),
  happened_at timestamptz not null,
  -- By name: somebody here, or somebody of the service it was passed to.
  person_id uuid,
  person_name text not null check (person_name <> ''),
  note text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, decision_id) references front_door.decision,
  foreign key (authority_id, person_id) references organisation.person,
  check (kind not in ('not-confirmed', 'declined', 'departure-followed-up') or note <> '')
);
create index decision_follow_up_contact on front_door.decision_follow_up (authority_id, contact_id);

-- Projection: contacts with at least one child without an outcome. The row is locked to change the contact, so two
-- managers cannot decide at once. It goes when the last child has an outcome, and comes back when a child is added.
create table front_door.awaiting_outcome (
  authority_id integer not null,
  contact_id uuid not null,
  reference text not null,
  received_at timestamptz not null,
  -- From when it is known to wait: the contact's known_at, or the added child's.
  known_at timestamptz not null,
  team_id uuid,
  source_code text not null,
  referrer text not null default '',
  -- Null when an extract did not say.
  urgency text,
  concern text not null default '',
  children integer not null check (children > 0),
  children_waiting integer not null check (children_waiting between 1 and children),
  claimed_by uuid,
  claimed_at timestamptz,
  -- What is still needed, when somebody said so: a state, not an outcome.
  further_enquiries text not null default '',
  primary key (authority_id, contact_id),
  foreign key (authority_id, contact_id) references front_door.contact
);
create index awaiting_outcome_received on front_door.awaiting_outcome (authority_id, received_at, contact_id);
create index awaiting_outcome_claimed on front_door.awaiting_outcome (authority_id, claimed_by);

-- Projection: the spans for which contacts waited, one row when the last child had an outcome. A contact that waited
-- again (a child was added) has a second row.
create table front_door.completed (
  authority_id integer not null,
  contact_id uuid not null,
  received_at timestamptz not null,
  known_at timestamptz not null,
  -- known_at of the last child's first decision.
  completed_at timestamptz not null,
  team_id uuid,
  source_code text not null,
  primary key (authority_id, contact_id, completed_at),
  foreign key (authority_id, contact_id) references front_door.contact
);
create index completed_when on front_door.completed (authority_id, completed_at);
create index completed_received on front_door.completed (authority_id, received_at);
-- Finds what was open at a past instant without reading everything completed since.
create index completed_span on front_door.completed
  using gist (tstzrange(least(received_at, completed_at), completed_at, '[)'));

-- Projection: what still has to be done about a contact or a decision. The row goes when it is done; the facts stay.
create table front_door.to_do (
  authority_id integer not null references platform.authority,
  kind text not null check (kind in (
    'danger-call', 'written-form', 'acknowledge-referrer', 'tell-referrer', 'tell-family', 'check-authorisation',
    'check-return', 'second-manager', 'allocated-team', 'acceptance', 'departure', 'late-recording')),
  -- The contact, check, authorisation, decision or danger call it is about.
  subject_id uuid not null,
  contact_id uuid,
  due_at timestamptz not null,
  -- Whose it is; null for whoever is on duty.
  owner_id uuid,
  -- Who may not do it: the one who decided, for the second manager.
  not_by uuid,
  detail text not null default '',
  opened_at timestamptz not null default now(),
  primary key (authority_id, kind, subject_id),
  foreign key (authority_id, contact_id) references front_door.contact
);
create index to_do_due on front_door.to_do (authority_id, due_at);
create index to_do_contact on front_door.to_do (authority_id, contact_id);

-- 24-hour review. opened_at, warned_at and climbed_at are the instant swept for, which is also when the fact counts as
-- known; recorded_at is when the sweep really ran.
create table front_door.review (
  authority_id integer not null,
  id uuid not null,
  contact_id uuid not null,
  -- 1 at 24 hours from receipt, 2 at 48 …
  period integer not null check (period >= 1),
  -- Periods that passed while nobody ran, counted in this one.
  missed integer not null default 0 check (missed >= 0),
  opened_at timestamptz not null,
  rung text not null check (rung in ('duty-manager', 'service-manager', 'head-of-service')),
  -- Null: nobody held the rung, which is an alarm.
  assigned_to uuid,
  is_gap boolean not null default false,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  unique (authority_id, contact_id, period),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, assigned_to) references organisation.person
);
create index review_opened on front_door.review (authority_id, opened_at);

-- Projection: the one open review of a contact. Its primary key is what keeps it one.
create table front_door.open_review (
  authority_id integer not null,
  contact_id uuid not null,
  review_id uuid not null,
  opened_at timestamptz not null,
  -- Where it stands now.
  rung text not null,
  assigned_to uuid,
  due_at timestamptz not null,
  primary key (authority_id, contact_id),
  unique (authority_id, review_id),
  foreign key (authority_id, review_id) references front_door.review
);
create index open_review_assigned on front_door.open_review (authority_id, assigned_to);

create table front_door.review_record (
  authority_id integer not null,
  id uuid not null,
  review_id uuid not null,
  contact_id uuid not null,
  -- 'outcome-recorded': the contact got its outcome while the review was open.
  kind text not null check (kind in ('reviewed', 'outcome-recorded')),
  why_no_outcome text not null default '',
  what_happens_now text not null default '',
  next_at timestamptz,
  reviewed_at timestamptz not null,
  reviewed_by uuid,
  corrects uuid,
  correction_reason text not null default '',
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, review_id) references front_door.review,
  foreign key (authority_id, corrects) references front_door.review_record,
  foreign key (authority_id, reviewed_by) references organisation.person,
  check (corrects is null or correction_reason <> ''),
  check (kind = 'outcome-recorded' or (why_no_outcome <> '' and what_happens_now <> '' and next_at is not null
                                       and reviewed_by is not null))
);
create unique index review_record_once on front_door.review_record (authority_id, review_id) where corrects is null;
create index review_record_contact on front_door.review_record (authority_id, contact_id);

create table front_door.review_climb (
  authority_id integer not null,
  review_id uuid not null,
  rung text not null check (rung in ('service-manager', 'head-of-service')),
  contact_id uuid not null,
  climbed_at timestamptz not null,
  assigned_to uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, review_id, rung),
  foreign key (authority_id, review_id) references front_door.review,
  foreign key (authority_id, assigned_to) references organisation.person
);
create index review_climb_contact on front_door.review_climb (authority_id, contact_id);

create table front_door.warning (
  authority_id integer not null,
  contact_id uuid not null,
  warned_at timestamptz not null,
  assigned_to uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, contact_id),
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, assigned_to) references organisation.person
);

-- A decision that was recorded too long after it was made.
create table front_door.late_recording (
  authority_id integer not null,
  decision_id uuid not null,
  contact_id uuid not null,
  minutes integer not null check (minutes > 0),
  alerted_at timestamptz not null,
  assigned_to uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, decision_id),
  foreign key (authority_id, decision_id) references front_door.decision,
  foreign key (authority_id, assigned_to) references organisation.person
);
create index late_recording_contact on front_door.late_recording (authority_id, contact_id);

-- The next reference of a month, "C-2611-0042". A sequence for each authority and month: numbers may have gaps, two
-- recordings at once never wait for each other, and the month starts at 1.
create function front_door.next_reference(received_on date) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  yymm text := to_char(received_on, 'YYMM');
  sequence_name text := format('front_door.reference_%s_%s', platform.current_authority(), yymm);
  number text;
begin
  if to_regclass(sequence_name) is null then
    perform pg_advisory_xact_lock(hashtext(sequence_name));
    execute format('create sequence if not exists %s', sequence_name);
  end if;
  number := nextval(sequence_name)::text;
  -- The ten thousandth has five digits: lpad alone would cut it to four.
  return format('C-%s-%s', yymm, lpad(number, greatest(4, length(number)), '0'));
end
$$;

-- The contacts with a restricted child whom the person asking may not open. Few, and asked once per statement.
create function front_door.closed_contacts() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select distinct about.contact_id
      from front_door.contact_child about
     where about.authority_id = platform.current_authority() and about.child_id = any (children.closed_children())
       and not exists (
         select from front_door.contact_child_removal removed
          where removed.authority_id = about.authority_id and removed.contact_id = about.contact_id
            and removed.child_id = about.child_id));
end
$$;

-- "1 restricted contact is waiting": that it exists, without a detail, for those who decide.
create function front_door.count_closed_waiting() returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when front_door.may_work() then count(*)::integer else 0 end
      from front_door.awaiting_outcome
     where authority_id = platform.current_authority() and contact_id = any (front_door.closed_contacts())
  $$;

-- Contacts that had been waiting since `received_by` at the instant `at`, whatever has happened since. Only for jobs,
-- which see everything: it stands outside row-level security so that the range index can serve it.
create function front_door.completed_since(at timestamptz, received_by timestamptz)
  returns table (contact_id uuid, received_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not platform.is_system() then
    raise exception 'only a job may ask what was open' using errcode = 'insufficient_privilege';
  end if;
  return query
    select done.contact_id, done.received_at
      from front_door.completed done
     where done.authority_id = platform.current_authority()
       and tstzrange(least(done.received_at, done.completed_at), done.completed_at, '[)')
           @> tstzrange(least(completed_since.received_by, completed_since.at), completed_since.at, '[]')
       and done.received_at <= completed_since.received_by and done.known_at <= completed_since.at;
end
$$;

revoke all on function front_door.next_reference(date), front_door.closed_contacts(), front_door.count_closed_waiting(),
  front_door.completed_since(timestamptz, timestamptz) from public;
grant execute on function front_door.next_reference(date), front_door.closed_contacts(),
  front_door.count_closed_waiting(), front_door.completed_since(timestamptz, timestamptz) to "app_role";

-- Facts: appended, whoever asks.
do $$
declare
  fact text;
begin
  foreach fact in array array['danger_call', 'contact', 'contact_child', 'contact_child_removal', 'contact_link',
                              'conversation', 'check_authorisation', 'check_authorisation_answer', 'agency_check',
                              'agency_check_event', 'contact_event', 'shift_handover', 'attachment', 'decision',
                              'decision_follow_up', 'review', 'review_record', 'review_climb', 'warning',
                              'late_recording', 'completed'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on front_door.%1$I
                      for each row execute function platform.refuse_change()', fact);
    execute format('create trigger %1$s_stays before truncate on front_door.%1$I
                      for each statement execute function platform.refuse_change()', fact);
    execute format('grant select, insert on front_door.%I to "app_role"', fact);
  end loop;
end
$$;
grant select, insert, update, delete on front_door.awaiting_outcome, front_door.to_do, front_door.open_review
  to "app_role";
grant select on front_door.standing_decision to "app_role";

-- Row-level security. "(select …)" makes PostgreSQL ask once per statement instead of once per row.
do $$
declare
  owned text;
begin
  foreach owned in array array['danger_call', 'contact', 'contact_child', 'contact_child_removal', 'contact_link',
                               'conversation', 'check_authorisation', 'check_authorisation_answer', 'agency_check',
                               'agency_check_event', 'contact_event', 'shift_handover', 'attachment', 'decision',
                               'decision_follow_up', 'review', 'review_record', 'review_climb', 'warning',
                               'late_recording', 'completed', 'awaiting_outcome', 'to_do', 'open_review'] loop
    execute format('alter table front_door.%I enable row level security', owned);
    -- Restrictive: whatever else is allowed, never another authority's row.
    execute format('create policy own_authority on front_door.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy recorded_at_the_front_door on front_door.%I for insert
                      with check ((select front_door.may_work()))', owned);
  end loop;

  -- Seen by practitioners and their managers, and where a child of the contact is restricted, by those named.
  foreach owned in array array['contact_child', 'contact_child_removal', 'contact_link', 'conversation',
                               'check_authorisation', 'check_authorisation_answer', 'agency_check',
                               'agency_check_event', 'contact_event', 'attachment', 'decision', 'decision_follow_up',
                               'review', 'review_record', 'review_climb', 'warning', 'late_recording', 'completed',
                               'awaiting_outcome', 'open_review'] loop
    execute format('create policy seen_by_staff on front_door.%I for select
                      using ((select front_door.may_read())
                             and contact_id <> all ((select front_door.closed_contacts())::uuid[]))', owned);
  end loop;

  foreach owned in array array['awaiting_outcome', 'to_do', 'open_review'] loop
    execute format('create policy kept_at_the_front_door on front_door.%I for update
                      using ((select front_door.may_work()))', owned);
    execute format('create policy done_at_the_front_door on front_door.%I for delete
                      using ((select front_door.may_work()))', owned);
  end loop;
end
$$;
create policy seen_by_staff on front_door.contact for select
  using ((select front_door.may_read()) and id <> all ((select front_door.closed_contacts())::uuid[]));
create policy seen_by_staff on front_door.danger_call for select using ((select front_door.may_read()));
create policy seen_by_staff on front_door.shift_handover for select using ((select front_door.may_read()));
create policy seen_by_staff on front_door.to_do for select
  using ((select front_door.may_read())
         and (contact_id is null or contact_id <> all ((select front_door.closed_contacts())::uuid[])));
