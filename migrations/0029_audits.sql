-- Audits of practice: the questions asked, which cases were drawn and from what, who audits them and why that person is
-- independent, what they found and graded, what a second, blind grade came to, and what was done about it. Facts are appended;
-- a correction names what it corrects.

create schema audits;
grant usage on schema audits to "app_role";

create domain audits.grade as text
  check (value in ('outstanding', 'good', 'requires-improvement', 'inadequate'));

-- Staff who work with records. Never partners, whatever else they are.
create function audits.may_see() returns boolean
  language sql stable parallel safe
  as $$ select platform.is_system() or children.may_read() and not 'partner' = any (platform.current_roles()) $$;
-- Figures, which hold no record: those who stand outside practice as well; whoever shows them withholds what is small.
create function audits.may_count() returns boolean
  language sql stable parallel safe
  as $$ select audits.may_see() or organisation.has_role('performance-analyst', 'scrutiny-support') $$;
-- As platform/access says: runAudits, overseeAudits.
create function audits.may_run() returns boolean
  language sql stable parallel safe
  as $$ select platform.is_system() or organisation.has_role('qa-lead', 'head-of-service') $$;
create function audits.may_oversee() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or organisation.has_role('qa-lead', 'service-manager', 'head-of-service', 'chief-officer',
                                                         'director', 'principal-social-worker')
  $$;

-- A tool is a set of questions. Its drafts change; a published version is frozen and audits hang on the version.
create table audits.tool (
  authority_id integer not null references platform.authority,
  id uuid not null,
  -- Stable in files and reports: 'strategy-discussion'.
  key text not null check (key ~ '^[a-z0-9-]+$'),
  name text not null check (name <> ''),
  subject text not null check (subject in ('contact', 'strategy-discussion', 'child', 'supervision')),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, key)
);

-- The one draft of a tool's next version, as its editor last saved it: `revision` counts up, so that two editors meet.
create table audits.tool_draft (
  authority_id integer not null,
  tool_id uuid not null,
  revision integer not null check (revision >= 1),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  changed_at timestamptz not null default now(),
  changed_by uuid default platform.current_person(),
  primary key (authority_id, tool_id),
  foreign key (authority_id, tool_id) references audits.tool
);

create table audits.tool_version (
  authority_id integer not null,
  id uuid not null,
  tool_id uuid not null,
  number integer not null check (number >= 1),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  what_changed text not null check (what_changed <> ''),
  -- SHA-256 of the content as it was published, in hexadecimal.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null default now(),
  published_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, tool_id, number),
  foreign key (authority_id, tool_id) references audits.tool
);

-- Who is trained for a tool, beside the training to audit at all (organisation.training).
create table audits.tool_training (
  authority_id integer not null,
  id uuid not null,
  tool_id uuid not null,
  person_id uuid not null,
  completed_on date not null,
  expires_on date check (expires_on > completed_on),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, tool_id) references audits.tool,
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references audits.tool_training,
  check (not is_cancelled or why <> '')
);
create index tool_training_person on audits.tool_training (authority_id, person_id);

-- Somebody says that they cannot judge the work of a team, of a person, or about a child.
create table audits.conflict (
  authority_id integer not null references platform.authority,
  id uuid not null,
  person_id uuid not null,
  team_id uuid,
  about_person_id uuid,
  child_id uuid,
  reason text not null check (reason <> ''),
  from_day date not null,
  until_day date check (until_day > from_day),
  replaces uuid,
  is_cancelled boolean not null default false,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, about_person_id) references organisation.person,
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, replaces) references audits.conflict,
  check (num_nonnulls(team_id, about_person_id, child_id) = 1)
);
create index conflict_person on audits.conflict (authority_id, person_id);

create table audits.theme (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  about text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id)
);
create unique index theme_name on audits.theme (authority_id, lower(name));

-- One round of audits with one version of one tool.
create table audits.cycle (
  authority_id integer not null references platform.authority,
  id uuid not null,
  number bigint not null,
  reference text not null generated always as ('AC-' || number) stored,
  kind text not null check (kind in ('case-file', 'weekly-discussions', 'thematic', 're-audit', 'standardisation')),
  name text not null check (name <> ''),
  tool_version_id uuid not null,
  -- The work that is looked at: what happened in [from_day, to_day).
  from_day date not null,
  to_day date not null check (to_day > from_day),
  due_on date not null,
  markers integer not null default 1 check (markers in (1, 2)),
  -- Nobody audits the team they left less than so many months ago.
  previous_team_months integer not null default 12 check (previous_team_months between 0 and 120),
  -- An auditor who is given so many meets at least so many teams.
  min_teams integer not null default 2 check (min_teams between 0 and 20),
  -- Of every hundred audits, so many are moderated, drawn at random; beside those chosen for a reason.
  moderated_percent integer not null default 10 check (moderated_percent between 0 and 100),
  -- What an audit is reckoned to take.
  hours_each numeric(5, 2) not null default 3 check (hours_each > 0),
  theme_id uuid,
  -- Of a re-audit, the cycle with which it is compared.
  follows uuid,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, number),
  foreign key (authority_id, tool_version_id) references audits.tool_version,
  foreign key (authority_id, theme_id) references audits.theme,
  foreign key (authority_id, follows) references audits.cycle,
  check (follows is null or kind = 're-audit')
);
-- One weekly cycle for each week in which discussions were held.
create unique index cycle_of_week on audits.cycle (authority_id, from_day) where kind = 'weekly-discussions';
create index cycle_days on audits.cycle (authority_id, from_day);

-- What was drawn, from what, and with which seed: printf 'SEED:ID' | sha256sum repeats it.
create table audits.draw (
  authority_id integer not null,
  id uuid not null,
  cycle_id uuid not null,
  -- What was drawn from: 'child', 'contact', 'not-held' …
  frame_of text not null check (frame_of <> ''),
  method text not null check (method in ('all', 'random', 'stratified', 'chosen')),
  strata text[] not null default '{}',
  seed text not null,
  asked_size integer not null check (asked_size >= 0),
  frame_size integer not null check (frame_size >= 0),
  frame_sha256 text not null,
  -- Half of the 95 % interval of a share of a half, finite population corrected; null where everything was taken or nothing.
  margin double precision,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, cycle_id) references audits.cycle,
  check (method in ('all', 'chosen') or seed <> '')
);
create index draw_cycle on audits.draw (authority_id, cycle_id);

create table audits.frame_item (
  authority_id integer not null,
  draw_id uuid not null,
  subject_id uuid not null,
  stratum text not null default '',
  is_drawn boolean not null,
  primary key (authority_id, draw_id, subject_id),
  foreign key (authority_id, draw_id) references audits.draw
);

-- One piece of work that is audited in a cycle.
create table audits.audit_case (
  authority_id integer not null references platform.authority,
  id uuid not null,
  number bigint not null,
  reference text not null generated always as ('AU-' || number) stored,
  cycle_id uuid not null,
  subject text not null check (subject in ('contact', 'strategy-discussion', 'child', 'supervision')),
  contact_id uuid,
  discussion_id uuid,
  -- Whose file; of a supervision record, nobody's.
  child_id uuid,
  supervised_id uuid,
  happened_on date not null,
  -- Of a discussion in the weekly audit: what became of it.
  state text check (state in ('held', 'decided-not-to-hold', 'lapsed')),
  -- Whose work it is.
  team_id uuid,
  area_id uuid,
  due_on date not null,
  -- Whose work it is could not be found among the staff: then nobody is known to be independent of it.
  independence_unknown text not null default '',
  -- The case that it looks at again.
  follows uuid,
  opened_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, number),
  foreign key (authority_id, cycle_id) references audits.cycle,
  foreign key (authority_id, contact_id) references front_door.contact,
  foreign key (authority_id, discussion_id) references strategy.discussion,
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, supervised_id) references organisation.person,
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, area_id) references organisation.area,
  foreign key (authority_id, follows) references audits.audit_case,
  check ((subject = 'contact') = (contact_id is not null)),
  check ((subject = 'strategy-discussion') = (discussion_id is not null)),
  check ((subject = 'child') <= (child_id is not null)),
  check ((subject = 'supervision') = (supervised_id is not null)),
  check (state is null or discussion_id is not null)
);
-- Each held discussion gets exactly one audit, whoever opens it and however often.
create unique index audit_case_of_held on audits.audit_case (authority_id, discussion_id) where state = 'held';
-- One that was drawn as lapsed and turns out to have been held that day is two: the lapse, and the discussion.
create unique index audit_case_once on audits.audit_case
  (authority_id, cycle_id, coalesce(contact_id, discussion_id, child_id, supervised_id), happened_on, coalesce(state, ''));
create index audit_case_cycle on audits.audit_case (authority_id, cycle_id);
create index audit_case_child on audits.audit_case (authority_id, child_id) where child_id is not null;
create index audit_case_contact on audits.audit_case (authority_id, contact_id) where contact_id is not null;
create index audit_case_team on audits.audit_case (authority_id, team_id, happened_on);
create index audit_case_due on audits.audit_case (authority_id, due_on);

-- The children it is about, so that an audit of a restricted record is closed like the record.
create table audits.case_child (
  authority_id integer not null,
  case_id uuid not null,
  child_id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, case_id, child_id),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, child_id) references children.child
);
create index case_child_child on audits.case_child (authority_id, child_id);

-- Whose work it was, as known when it was opened. None of them, and nobody who answers for them, audits it.
create table audits.case_person (
  authority_id integer not null,
  case_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('worker', 'decider', 'chair', 'minute-taker', 'supervisor', 'manager', 'recorder')),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, case_id, person_id, part),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, person_id) references organisation.person
);
create index case_person_person on audits.case_person (authority_id, person_id);

-- Somebody found out whose work it was where that was unknown: one of our people, who is then among those named, or nobody of
-- ours. `is_settled`: that is everybody, and from now on it is known who is independent.
create table audits.identified (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  person_id uuid,
  reason text not null check (reason <> ''),
  is_settled boolean not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, person_id) references organisation.person
);
create index identified_case on audits.identified (authority_id, case_id);

-- One solving of who audits what: what was asked, the answer, and the proof that none is better.
create table audits.allocation (
  authority_id integer not null,
  id uuid not null,
  cycle_id uuid not null,
  seed integer not null,
  -- Auditors, cases and rules as they were; no name of anybody.
  problem jsonb not null,
  status text not null check (status in ('optimal', 'infeasible', 'failed')),
  objective double precision,
  gap double precision,
  -- What whoever uses it should know of the solving: the solver, its bound, its notes.
  proof jsonb not null default '{}',
  -- Which rules clash, for whom, and what would free them; of an allocation of the rest, the cases that were set aside.
  clashes jsonb not null default '[]',
  solved_in_ms integer not null check (solved_in_ms >= 0),
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, cycle_id) references audits.cycle,
  check ((status = 'optimal') = (gap is not null))
);
create index allocation_cycle on audits.allocation (authority_id, cycle_id);

-- Who audits or moderates a case. A change is a row that replaces the one before; without an auditor it takes them off.
create table audits.assignment (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  purpose text not null check (purpose in ('mark', 'moderate')),
  -- In a standardisation session everybody grades the same case.
  marker integer not null default 1 check (marker between 1 and 60),
  auditor_id uuid,
  allocation_id uuid,
  due_on date not null,
  replaces uuid,
  -- Of one made or changed by hand.
  reason text not null default '',
  assigned_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, auditor_id) references organisation.person,
  foreign key (authority_id, allocation_id) references audits.allocation,
  foreign key (authority_id, replaces) references audits.assignment,
  check (auditor_id is not null or replaces is not null),
  check (replaces is null or reason <> '')
);
create unique index assignment_first on audits.assignment (authority_id, case_id, purpose, marker) where replaces is null;
create index assignment_case on audits.assignment (authority_id, case_id);
create index assignment_auditor on audits.assignment (authority_id, auditor_id);

create view audits.standing_assignment with (security_invoker = true) as
  select * from audits.assignment entry where auditor_id is not null and not exists (
    select from audits.assignment later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view audits.standing_tool_training with (security_invoker = true) as
  select * from audits.tool_training entry where not is_cancelled and not exists (
    select from audits.tool_training later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view audits.standing_conflict with (security_invoker = true) as
  select * from audits.conflict entry where not is_cancelled and not exists (
    select from audits.conflict later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);

-- Not audited after all, and who said so. It stays in what was due.
create table audits.excuse (
  authority_id integer not null,
  case_id uuid not null,
  reason text not null check (reason <> ''),
  excused_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references audits.audit_case
);

-- A finished audit: sealed as it was sent in. A correction is another, whole, that names it.
create table audits.submission (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  assignment_id uuid not null,
  purpose text not null check (purpose in ('mark', 'moderate')),
  auditor_id uuid not null,
  tool_version_id uuid not null,
  corrects uuid,
  correction_reason text not null default '',
  -- By question: its answer and the evidence for it.
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  grade audits.grade not null,
  grade_reason text not null check (grade_reason <> ''),
  went_well text not null default '',
  learning text not null default '',
  -- SHA-256 in hexadecimal of everything above and the section grades, as canonical JSON.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  submitted_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, assignment_id) references audits.assignment,
  foreign key (authority_id, auditor_id) references organisation.person,
  foreign key (authority_id, tool_version_id) references audits.tool_version,
  foreign key (authority_id, corrects) references audits.submission,
  check (corrects is null or correction_reason <> '')
);
create unique index submission_first on audits.submission (authority_id, assignment_id) where corrects is null;
create index submission_case on audits.submission (authority_id, case_id);
create index submission_auditor on audits.submission (authority_id, auditor_id, submitted_at);
create index submission_when on audits.submission (authority_id, submitted_at);

create table audits.section_grade (
  authority_id integer not null,
  submission_id uuid not null,
  case_id uuid not null,
  section text not null check (section <> ''),
  grade audits.grade not null,
  reason text not null check (reason <> ''),
  primary key (authority_id, submission_id, section),
  foreign key (authority_id, submission_id) references audits.submission,
  foreign key (authority_id, case_id) references audits.audit_case
);

create view audits.standing_submission with (security_invoker = true) as
  select * from audits.submission entry where not exists (
    select from audits.submission later
     where later.authority_id = entry.authority_id and later.corrects = entry.id);

-- What was found, tied to a theme so that it is learned from.
create table audits.finding (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  submission_id uuid not null,
  kind text not null check (kind in ('went-well', 'to-improve')),
  theme_id uuid,
  words text not null check (words <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, submission_id) references audits.submission,
  foreign key (authority_id, theme_id) references audits.theme
);
create index finding_case on audits.finding (authority_id, case_id);
create index finding_theme on audits.finding (authority_id, theme_id) where theme_id is not null;

-- The worker, the child and the parents: what they said, or that they were not asked and why. The last word of each stands.
create table audits.voice (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  who text not null check (who in ('worker', 'child', 'parent')),
  -- Which worker; of the family nobody is named.
  person_id uuid,
  -- A worker reflects before the audit, and again when they have read it.
  moment text not null default 'before' check (moment in ('before', 'after')),
  was_asked boolean not null,
  why_not text not null default '',
  said text not null default '',
  -- With whom of the team it was agreed that the family is asked.
  agreed_with text not null default '',
  replaces uuid,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references audits.voice,
  check (was_asked or why_not <> ''),
  check ((who = 'worker') = (person_id is not null)),
  check (who = 'worker' or moment = 'before'),
  -- The family is asked only where the team agrees that it is safe.
  check (who = 'worker' or not was_asked or agreed_with <> '')
);
create unique index voice_first on audits.voice
  (authority_id, case_id, who, moment, coalesce(person_id, '00000000-0000-0000-0000-000000000000')) where replaces is null;

-- Nobody of a family is asked about a strategy discussion: they may not know that it was held.
create function audits.check_voice() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if exists (select from audits.audit_case audited
              where audited.authority_id = new.authority_id and audited.id = new.case_id
                and audited.subject = 'strategy-discussion') then
    raise exception 'nobody is asked about a strategy discussion' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
revoke all on function audits.check_voice() from public;
create trigger asked_where_it_is_safe before insert on audits.voice
  for each row execute function audits.check_voice();

-- The team's right of reply: what it says of the audit, beside it.
create table audits.team_reply (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  words text not null check (words <> ''),
  replied_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references audits.audit_case
);
create index team_reply_case on audits.team_reply (authority_id, case_id);

-- A worry for a child's safety leaves the audit at once, to the responsible manager, and climbs until a person acknowledges it.
create table audits.safety_worry (
  authority_id integer not null,
  id uuid not null,
  number bigint not null,
  reference text not null generated always as ('SW-' || number) stored,
  case_id uuid not null,
  words text not null check (words <> ''),
  raised_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, number),
  foreign key (authority_id, case_id) references audits.audit_case
);
create index safety_worry_case on audits.safety_worry (authority_id, case_id);

create table audits.safety_rung (
  authority_id integer not null,
  worry_id uuid not null,
  case_id uuid not null,
  rung integer not null check (rung between 1 and 9),
  to_person_id uuid not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, worry_id, rung),
  foreign key (authority_id, worry_id) references audits.safety_worry,
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, to_person_id) references organisation.person
);
create index safety_rung_person on audits.safety_rung (authority_id, to_person_id);

create table audits.safety_acknowledgement (
  authority_id integer not null,
  worry_id uuid not null,
  case_id uuid not null,
  -- What was done.
  words text not null check (words <> ''),
  acknowledged_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, worry_id),
  foreign key (authority_id, worry_id) references audits.safety_worry,
  foreign key (authority_id, case_id) references audits.audit_case
);

-- Inadequate: the service manager's the same day, who makes a plan and has it audited again.
create table audits.inadequate (
  authority_id integer not null,
  case_id uuid not null,
  submission_id uuid not null,
  to_person_id uuid,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, submission_id) references audits.submission,
  foreign key (authority_id, to_person_id) references organisation.person
);

-- Nobody planned in time: it went to the head of service as well.
create table audits.inadequate_climb (
  authority_id integer not null,
  case_id uuid not null,
  to_person_id uuid not null,
  climbed_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references audits.inadequate,
  foreign key (authority_id, to_person_id) references organisation.person
);

create table audits.inadequate_plan (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  plan text not null check (plan <> ''),
  re_audit_by date not null,
  replaces uuid,
  planned_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, case_id) references audits.inadequate,
  foreign key (authority_id, replaces) references audits.inadequate_plan
);

-- For each audit that was sent in, whether it is graded a second time, and why: decided once. `is_random_share`: drawn at
-- random, whatever other reason there is; headline agreement is made from these alone.
create table audits.moderation_pick (
  authority_id integer not null,
  case_id uuid not null,
  is_moderated boolean not null,
  is_random_share boolean not null,
  reasons text[] not null default '{}',
  picked_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references audits.audit_case,
  check (is_moderated = (is_random_share or reasons <> '{}'))
);

-- Graded a second time after all, where that was not decided, or not for this reason: asked for, or corrected into a grade that
-- always is.
create table audits.moderation_added (
  authority_id integer not null,
  case_id uuid not null,
  reason text not null check (reason in ('asked', 'inadequate', 'outstanding')),
  words text not null default '',
  added_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, case_id, reason),
  foreign key (authority_id, case_id) references audits.audit_case,
  check (reason <> 'asked' or words <> '')
);

-- The grade that stands after both: agreed by the two, or decided by a panel. First, second and final stay side by side.
create table audits.final_grade (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  how text not null check (how in ('agreed', 'panel')),
  grade audits.grade not null,
  reasons text not null check (reasons <> ''),
  -- Who sat on the panel.
  panel uuid[] not null default '{}',
  section_grades jsonb not null default '{}' check (jsonb_typeof(section_grades) = 'object'),
  replaces uuid,
  correction_reason text not null default '',
  decided_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, case_id) references audits.audit_case,
  foreign key (authority_id, replaces) references audits.final_grade,
  check (replaces is null or correction_reason <> ''),
  check (how = 'agreed' or cardinality(panel) >= 2)
);
create unique index final_grade_first on audits.final_grade (authority_id, case_id) where replaces is null;

-- The other of the two agrees with what one of them recorded.
create table audits.final_consent (
  authority_id integer not null,
  final_id uuid not null,
  case_id uuid not null,
  agrees boolean not null,
  words text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null default platform.current_person(),
  primary key (authority_id, final_id, recorded_by),
  foreign key (authority_id, final_id) references audits.final_grade,
  foreign key (authority_id, case_id) references audits.audit_case,
  check (agrees or words <> '')
);

create view audits.standing_final_grade with (security_invoker = true) as
  select * from audits.final_grade entry where not exists (
    select from audits.final_grade later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);

-- The last final grade of each case that both agreed to, or a panel decided: what one proposes is none yet.
create view audits.settled_final_grade with (security_invoker = true) as
  select distinct on (entry.authority_id, entry.case_id) entry.*
    from audits.final_grade entry
   where entry.how = 'panel' or exists (
     select from audits.final_consent said
      where said.authority_id = entry.authority_id and said.final_id = entry.id and said.agrees)
   order by entry.authority_id, entry.case_id, entry.recorded_at desc, entry.id desc;

-- A case of a standardisation session: the grade agreed beforehand, which those who grade it see when theirs is sealed.
create table audits.standard_grade (
  authority_id integer not null,
  case_id uuid not null,
  grade audits.grade not null,
  reasons text not null check (reasons <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references audits.audit_case
);

-- Somebody has read what was written in an audit: from then on they cannot grade it blind.
create table audits.read_by (
  authority_id integer not null,
  case_id uuid not null,
  person_id uuid not null default platform.current_person(),
  read_at timestamptz not null default now(),
  primary key (authority_id, case_id, person_id),
  foreign key (authority_id, case_id) references audits.audit_case
);

-- The quarterly report: a draft's words change; what is issued is frozen with its data, and signed off by somebody else.
create table audits.report_draft (
  authority_id integer not null references platform.authority,
  -- '2021-22-Q3': council years begin in April.
  quarter text not null check (quarter ~ '^\d{4}-\d{2}-Q[1-4]$'),
  what_changes text not null default '',
  revision integer not null check (revision >= 1),
  changed_at timestamptz not null default now(),
  changed_by uuid default platform.current_person(),
  primary key (authority_id, quarter)
);

create table audits.report (
  authority_id integer not null references platform.authority,
  id uuid not null,
  quarter text not null check (quarter ~ '^\d{4}-\d{2}-Q[1-4]$'),
  edition integer not null check (edition >= 1),
  -- Everything that the document is made of, and the document; each with its SHA-256.
  data jsonb not null,
  data_sha256 text not null check (data_sha256 ~ '^[0-9a-f]{64}$'),
  content jsonb not null,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  public_content jsonb not null,
  public_content_sha256 text not null check (public_content_sha256 ~ '^[0-9a-f]{64}$'),
  reason text not null default '',
  issued_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, quarter, edition),
  check (edition = 1 or reason <> '')
);

create table audits.report_sign_off (
  authority_id integer not null,
  report_id uuid not null,
  words text not null default '',
  signed_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null default platform.current_person(),
  primary key (authority_id, report_id),
  foreign key (authority_id, report_id) references audits.report
);

create sequence audits.cycle_number;
create sequence audits.case_number;
create sequence audits.worry_number;
grant usage on sequence audits.cycle_number, audits.case_number, audits.worry_number to "app_role";

-- Somebody and everybody below them in their line, on a day.
create function audits.line_of(manager uuid, on_day date) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    with recursive below (person_id) as (
      select manager
      union
      select line.person_id
        from below join organisation.standing_line_management line
          on line.authority_id = platform.current_authority() and line.manager_id = below.person_id
       where line.starts_on <= on_day and (line.ends_on is null or line.ends_on > on_day))
    select array_agg(person_id) from below
  $$;

-- The teams that are somebody's own: where they work, and every team in their line.
create function audits.teams_of(person uuid, on_day date) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select coalesce(array_agg(distinct member.team_id), '{}')
      from organisation.standing_membership member
     where member.authority_id = platform.current_authority() and member.person_id = any ((select audits.line_of(person, on_day))::uuid[])
       and member.starts_on <= on_day and (member.ends_on is null or member.ends_on > on_day)
  $$;

-- Every rule by which somebody may not audit a case, none when they may. The same rules as allocation/rules say in words
-- (practice.md, trap 12); here they hold whoever asks and by whatever way.
create function audits.why_not_independent(of_case uuid, auditor uuid, as_purpose text, as_marker integer) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
  today date := (now() at time zone 'Europe/London')::date;
  audited audits.audit_case;
  round audits.cycle;
  tool uuid;
  named uuid[];
  reasons text[] := '{}';
begin
  select * into strict audited from audits.audit_case c where c.authority_id = here and c.id = of_case;
  select * into strict round from audits.cycle c where c.authority_id = here and c.id = audited.cycle_id;
  select v.tool_id into strict tool from audits.tool_version v where v.authority_id = here and v.id = round.tool_version_id;
  named := array(select p.person_id from audits.case_person p where p.authority_id = here and p.case_id = of_case);
  if audited.independence_unknown <> ''
     and not exists (select from audits.identified found
                      where found.authority_id = here and found.case_id = of_case and found.is_settled) then
    reasons := array_append(reasons, 'unknown');
  end if;
  if auditor = any (named) then reasons := array_append(reasons, 'named'); end if;
  if audited.team_id = any (audits.teams_of(auditor, today)) then reasons := array_append(reasons, 'own-team'); end if;
  if named && array_remove(audits.line_of(auditor, today), auditor) then reasons := array_append(reasons, 'line-manager'); end if;
  if exists (select from organisation.standing_line_management line
              where line.authority_id = here and line.person_id = auditor and line.manager_id = any (named)
                and line.starts_on <= today and (line.ends_on is null or line.ends_on > today)) then
    reasons := array_append(reasons, 'own-manager');
  end if;
  if exists (select from organisation.standing_membership member
              where member.authority_id = here and member.person_id = auditor and member.team_id = audited.team_id
                and member.ends_on <= today and member.ends_on > today - make_interval(months => round.previous_team_months)) then
    reasons := array_append(reasons, 'previous-team');
  end if;
  if exists (select from audits.standing_conflict said
              where said.authority_id = here and said.person_id = auditor
                and said.from_day <= today and (said.until_day is null or said.until_day > today)
                and (said.team_id = audited.team_id or said.about_person_id = any (named)
                     or said.child_id in (select about.child_id from audits.case_child about
                                           where about.authority_id = here and about.case_id = of_case))) then
    reasons := array_append(reasons, 'conflict');
  end if;
  if not exists (select from organisation.standing_training trained
                  where trained.authority_id = here and trained.person_id = auditor and trained.kind = 'audit'
                    and trained.completed_on <= today and (trained.expires_on is null or trained.expires_on > today))
     or not exists (select from audits.standing_tool_training trained
                     where trained.authority_id = here and trained.person_id = auditor and trained.tool_id = tool
                       and trained.completed_on <= today and (trained.expires_on is null or trained.expires_on > today)) then
    reasons := array_append(reasons, 'not-trained');
  end if;
  if exists (select from organisation.standing_absence away
              where away.authority_id = here and away.person_id = auditor
                and away.starts_at <= now() and (away.ends_at is null or away.ends_at > now())) then
    reasons := array_append(reasons, 'absent');
  end if;
  if exists (select from audits.standing_assignment other
              join organisation.person theirs on theirs.authority_id = other.authority_id and theirs.id = other.auditor_id
              join organisation.person ours on ours.authority_id = other.authority_id and ours.id = auditor
             where other.authority_id = here and other.case_id = of_case
               and (other.purpose, other.marker) <> (as_purpose, as_marker) and round.kind <> 'standardisation'
               and (theirs.id = ours.id or theirs.team_id = ours.team_id or theirs.line_manager_id = ours.line_manager_id)) then
    reasons := array_append(reasons, 'same-side');
  end if;
  -- Told what came of it, or of the audit whose work a standardisation session looks at again: they know before they grade.
  if (as_purpose = 'moderate' or as_marker > 1 or round.markers > 1 or round.kind = 'standardisation')
     and (exists (select from audits.read_by seen
                   where seen.authority_id = here and seen.person_id = auditor
                     and (seen.case_id = of_case or round.kind = 'standardisation' and seen.case_id = audited.follows))
          or exists (select from audits.inadequate told
                      where told.authority_id = here and told.case_id = of_case and told.to_person_id = auditor)
          or exists (select from audits.inadequate_climb told
                      where told.authority_id = here and told.case_id = of_case and told.to_person_id = auditor)
          or exists (select from audits.safety_rung told
                      where told.authority_id = here and told.case_id = of_case and told.to_person_id = auditor)
          or exists (select from actions.action theirs
                       join actions.action_now stands on stands.authority_id = theirs.authority_id and stands.action_id = theirs.id
                      where theirs.authority_id = here and theirs.from_kind = 'audit' and theirs.from_id = of_case
                        and auditor in (theirs.owner_person_id, stands.owner_person_id))
          or round.kind = 'standardisation' and audited.follows is not null
             and (exists (select from audits.submission sent
                           where sent.authority_id = here and sent.case_id = audited.follows and sent.auditor_id = auditor)
                  or auditor = audited.recorded_by)) then
    reasons := array_append(reasons, 'has-read');
  end if;
  return reasons;
end
$$;

create function audits.check_independence() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  reasons text[];
begin
  perform pg_advisory_xact_lock(hashtextextended('audits.audit_case ' || new.case_id::text, 0));
  -- A past that is told as it was, with audits that were not independent, is a sample's alone.
  if new.auditor_id is null or platform.is_system() and sample.is_sample() and new.known_at < now() - interval '1 day' then
    return new;
  end if;
  reasons := audits.why_not_independent(new.case_id, new.auditor_id, new.purpose, new.marker);
  if reasons <> '{}' then
    raise exception 'not independent of this case: %', array_to_string(reasons, ', ') using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger independent before insert on audits.assignment
  for each row execute function audits.check_independence();

-- An audit is sent in by the person to whom it stands given, and by nobody else.
create function audits.check_submission() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not exists (select from audits.standing_assignment given
                  where given.authority_id = new.authority_id and given.id = new.assignment_id and given.case_id = new.case_id
                    and given.purpose = new.purpose and given.auditor_id = new.auditor_id) then
    raise exception 'only the auditor to whom it is given sends in an audit' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger by_its_auditor before insert on audits.submission
  for each row execute function audits.check_submission();

create function audits.check_sign_off() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if exists (select from audits.report made
              where made.authority_id = new.authority_id and made.id = new.report_id and made.recorded_by = new.recorded_by) then
    raise exception 'whoever made a report does not sign it off' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger by_somebody_else before insert on audits.report_sign_off
  for each row execute function audits.check_sign_off();

-- Cases about children whose records are closed to whoever asks.
create function audits.closed_cases() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select distinct about.case_id from audits.case_child about
     where about.authority_id = platform.current_authority() and about.child_id = any (children.closed_children()));
end
$$;

-- Cases that whoever asks has been given and has not graded yet: until theirs is sealed they see nothing that another auditor
-- of the case wrote, nor why it was chosen.
create function audits.blind_cases() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select blind.case_id
      from audits.standing_assignment given
      join audits.audit_case audited on audited.authority_id = given.authority_id and audited.id = given.case_id
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      -- A standardisation session looks again at work whose audit is finished: that one is closed as well.
      cross join lateral (
        select audited.id as case_id
        union all
        select audited.follows where round.kind = 'standardisation' and audited.follows is not null) blind
     where given.authority_id = platform.current_authority() and given.auditor_id = platform.current_person()
       and not exists (select from audits.submission sent
                        where sent.authority_id = given.authority_id and sent.assignment_id = given.id));
end
$$;

-- Cases of one's own work, or of the work of those in one's line, whose audit is over: sent in, and where it is moderated,
-- with its final grade.
create function audits.released_cases() returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
  mine uuid[] := audits.line_of(platform.current_person(), (now() at time zone 'Europe/London')::date);
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select distinct about.case_id from audits.case_person about
     where about.authority_id = here and about.person_id = any (mine)
       and exists (select from audits.submission sent
                    where sent.authority_id = here and sent.case_id = about.case_id and sent.purpose = 'mark')
       and (exists (select from audits.moderation_pick decided
                     where decided.authority_id = here and decided.case_id = about.case_id and not decided.is_moderated)
            or exists (select from audits.settled_final_grade final
                        where final.authority_id = here and final.case_id = about.case_id)));
end
$$;

-- How far an audit has come, and nothing in it: sent in; and over, so that the team reads it.
create function audits.progress_of(of_case uuid) returns table (is_sent boolean, is_over boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select sent.there, sent.there
             and (exists (select from audits.moderation_pick decided
                           where decided.authority_id = platform.current_authority() and decided.case_id = of_case
                             and not decided.is_moderated)
                  or exists (select from audits.settled_final_grade final
                              where final.authority_id = platform.current_authority() and final.case_id = of_case))
      from (select exists (select from audits.submission s
                            where s.authority_id = platform.current_authority() and s.case_id = of_case
                              and s.purpose = 'mark') as there) sent
     where audits.may_see()
  $$;

-- Cases that whoever asks has been given, graded or not.
create function audits.given_cases() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select array(select given.case_id from audits.standing_assignment given
                  where given.authority_id = platform.current_authority() and given.auditor_id = platform.current_person())
  $$;

-- Cases of one's own work.
create function audits.named_cases() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select array(select about.case_id from audits.case_person about
                  where about.authority_id = platform.current_authority() and about.person_id = platform.current_person())
  $$;

-- Cases with a worry for a child's safety that was put to whoever asks: they see it whatever else they may not.
create function audits.worrying_cases() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select array(select rung.case_id from audits.safety_rung rung
                  where rung.authority_id = platform.current_authority()
                    and rung.to_person_id = any (organisation.acts_for()))
  $$;

-- Actions of the cases that are blind to whoever asks.
create function audits.blind_actions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select array(select action.id from actions.action action
                  where action.authority_id = platform.current_authority() and action.from_kind = 'audit'
                    and action.from_id = any ((select audits.blind_cases())::uuid[]))
  $$;

-- How many audits of a case were sent in and when the last was first sent: that, and nothing of what is in them, so that
-- whoever grades blind sees a case as done or not like everybody else.
create function audits.sent_in(of_cases uuid[])
  returns table (case_id uuid, marks integer, last_sent_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select sent.case_id, count(*)::integer, max(sent.submitted_at)
      from audits.submission sent
     where sent.authority_id = platform.current_authority() and sent.case_id = any (of_cases) and sent.purpose = 'mark'
       and sent.corrects is null and audits.may_see()
     group by sent.case_id
  $$;

-- Whether the audit that was given was sent in: that alone, for the same reason.
create function audits.is_sent_in(given uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select audits.may_see()
           and exists (select from audits.submission sent
                        where sent.authority_id = platform.current_authority() and sent.assignment_id = given)
  $$;

-- The cases of rounds, without their ids, and how far each has come: so that figures count what is closed to whoever asks.
create function audits.counted_cases(of_cycles uuid[])
  returns table (cycle_id uuid, due_on date, stands text, is_allocated boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select audited.cycle_id, audited.due_on,
           case when (select count(*) from audits.submission sent
                       where sent.authority_id = audited.authority_id and sent.case_id = audited.id
                         and sent.purpose = 'mark' and sent.corrects is null) >= round.markers then 'done'
                when exists (select from audits.excuse excused
                              where excused.authority_id = audited.authority_id and excused.case_id = audited.id)
                then 'excused' else 'open' end,
           (select count(*) from audits.standing_assignment given
             where given.authority_id = audited.authority_id and given.case_id = audited.id
               and given.purpose = 'mark') >= round.markers
      from audits.audit_case audited
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
     where audited.authority_id = platform.current_authority() and audited.cycle_id = any (of_cycles) and audits.may_see()
  $$;

-- Each discussion that was held on these days and is owed an audit, without its id: so that coverage counts what is closed to
-- whoever asks like everything else. Beside them, cases whose discussion turned out not to have been held.
create function audits.counted_discussions(from_day date, to_day date)
  returns table (held_on date, is_held boolean, is_opened boolean, due_on date, done_on date, is_excused boolean,
                 is_closed boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    with held as (
      select discussion.authority_id, discussion.id, (settled.happened_at at time zone 'Europe/London')::date as day
        from strategy.discussion discussion
        join strategy.standing_settlement settled
          on settled.authority_id = discussion.authority_id and settled.discussion_id = discussion.id
       where discussion.authority_id = platform.current_authority() and discussion.origin <> 'history'
         and settled.kind = 'held' and audits.may_count()),
    owed as (
      select coalesce(held.day, opened.happened_on) as day, held.id is not null as is_held, opened.*
        from held
        full join (select * from audits.audit_case audited
                    where audited.authority_id = platform.current_authority() and audited.state = 'held'
                      and audits.may_count()) opened
          on opened.authority_id = held.authority_id and opened.discussion_id = held.id)
    select owed.day, owed.is_held, owed.id is not null, owed.due_on,
           (select (max(sent.submitted_at) at time zone 'Europe/London')::date from audits.submission sent
             where sent.authority_id = owed.authority_id and sent.case_id = owed.id and sent.purpose = 'mark'
               and sent.corrects is null
            having count(*) >= (select round.markers from audits.cycle round
                                 where round.authority_id = owed.authority_id and round.id = owed.cycle_id)),
           exists (select from audits.excuse excused
                    where excused.authority_id = owed.authority_id and excused.case_id = owed.id),
           owed.id = any ((select audits.closed_cases())::uuid[])
      from owed where owed.day >= from_day and owed.day < to_day
  $$;

revoke all on function audits.sent_in(uuid[]), audits.is_sent_in(uuid), audits.counted_cases(uuid[]),
  audits.counted_discussions(date, date) from public;
grant execute on function audits.sent_in(uuid[]), audits.is_sent_in(uuid), audits.counted_cases(uuid[]),
  audits.counted_discussions(date, date) to "app_role";
revoke all on function audits.line_of(uuid, date), audits.teams_of(uuid, date),
  audits.why_not_independent(uuid, uuid, text, integer), audits.check_independence(), audits.check_submission(),
  audits.check_sign_off(), audits.closed_cases(), audits.blind_cases(), audits.progress_of(uuid), audits.released_cases(), audits.given_cases(), audits.named_cases(),
  audits.worrying_cases(), audits.blind_actions() from public;
grant execute on function audits.line_of(uuid, date), audits.teams_of(uuid, date),
  audits.why_not_independent(uuid, uuid, text, integer), audits.closed_cases(), audits.blind_cases(),
  audits.progress_of(uuid), audits.released_cases(), audits.given_cases(), audits.named_cases(), audits.worrying_cases(), audits.blind_actions() to "app_role";

create policy blind_moderation on actions.action as restrictive for select
  using (from_kind <> 'audit' or id <> all ((select audits.blind_actions())::uuid[]));
create policy blind_moderation on actions.action_now as restrictive for select
  using (action_id <> all ((select audits.blind_actions())::uuid[]));
create policy blind_moderation on actions.action_step as restrictive for select
  using (action_id <> all ((select audits.blind_actions())::uuid[]));

do $$
declare
  owned text;
begin
  foreach owned in array array['tool', 'tool_draft', 'tool_version', 'tool_training', 'conflict', 'theme', 'cycle', 'draw',
      'frame_item', 'audit_case', 'case_child', 'case_person', 'identified', 'allocation', 'assignment', 'excuse',
      'submission', 'section_grade', 'finding', 'voice', 'team_reply', 'safety_worry', 'safety_rung', 'safety_acknowledgement', 'inadequate',
      'inadequate_climb', 'inadequate_plan', 'moderation_pick', 'final_grade', 'final_consent', 'standard_grade', 'read_by', 'report_draft',
      'report', 'report_sign_off'] loop
    execute format('alter table audits.%I enable row level security', owned);
    execute format('create policy own_authority on audits.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('grant select, insert on audits.%I to "app_role"', owned);
    if owned not in ('tool_draft', 'report_draft') then
      execute format('create trigger %1$s_is_a_fact before update or delete on audits.%1$I
                        for each row execute function platform.refuse_change()', owned);
      execute format('create trigger %1$s_stays before truncate on audits.%1$I
                        for each statement execute function platform.refuse_change()', owned);
    else
      execute format('grant update, delete on audits.%I to "app_role"', owned);
    end if;
  end loop;

  -- The framework and the figures that hold no child: all staff who work with records.
  foreach owned in array array['tool', 'tool_draft', 'tool_version', 'tool_training', 'theme', 'cycle', 'draw', 'allocation'] loop
    execute format('create policy seen_by_staff on audits.%I for select using ((select audits.may_see()))', owned);
  end loop;
  foreach owned in array array['tool', 'tool_draft', 'tool_version', 'tool_training', 'theme', 'cycle', 'draw', 'frame_item',
      'audit_case', 'case_child', 'case_person', 'identified', 'allocation', 'assignment', 'excuse', 'moderation_pick',
      'standard_grade'] loop
    execute format('create policy made_by_those_who_run_audits on audits.%I for insert
                      with check ((select audits.may_run()))', owned);
  end loop;

  -- Of a case: closed with the child's record, but for those to whom a worry for a child's safety was put.
  foreach owned in array array['case_child', 'case_person', 'identified', 'assignment', 'excuse', 'voice', 'team_reply', 'safety_worry',
      'safety_rung', 'safety_acknowledgement', 'inadequate', 'inadequate_climb', 'inadequate_plan', 'moderation_pick', 'final_grade',
      'final_consent', 'standard_grade', 'read_by', 'submission', 'section_grade', 'finding'] loop
    execute format('create policy open_record on audits.%I as restrictive for select
                      using (case_id <> all ((select audits.closed_cases())::uuid[]) %s)', owned,
                   case when owned like 'safety_%' then 'or case_id = any ((select audits.worrying_cases())::uuid[])' else '' end);
  end loop;
  foreach owned in array array['case_child', 'case_person', 'identified', 'assignment', 'excuse', 'read_by'] loop
    execute format('create policy seen_by_staff on audits.%I for select using ((select audits.may_see()))', owned);
  end loop;

  -- What an auditor wrote, and what came of it: seen by those who oversee audits, by its auditors, and by the team when it is
  -- over; and blind to whoever is to grade the case, until theirs is sealed.
  foreach owned in array array['team_reply', 'inadequate', 'inadequate_climb', 'inadequate_plan', 'moderation_pick', 'final_grade', 'final_consent',
      'standard_grade', 'submission', 'section_grade', 'finding'] loop
    execute format('create policy blind_moderation on audits.%I as restrictive for select
                      using (case_id <> all ((select audits.blind_cases())::uuid[]))', owned);
  end loop;
  -- What a worker said before anybody had graded, every auditor reads: no auditor wrote it.
  create policy blind_moderation on audits.voice as restrictive for select
    using (case_id <> all ((select audits.blind_cases())::uuid[])
           or recorded_by = (select platform.current_person())
           or who = 'worker' and moment = 'before' and recorded_by = person_id);
  create policy blind_moderation on audits.safety_worry as restrictive for select
    using (case_id <> all ((select audits.blind_cases())::uuid[])
           or recorded_by = (select platform.current_person())
           or case_id = any ((select audits.worrying_cases())::uuid[]));
  -- Whoever raised a worry sees what becomes of it, also while they still grade.
  foreach owned in array array['safety_rung', 'safety_acknowledgement'] loop
    execute format('create policy blind_moderation on audits.%1$I as restrictive for select
                      using (case_id <> all ((select audits.blind_cases())::uuid[])
                             or case_id = any ((select audits.worrying_cases())::uuid[])
                             or exists (select from audits.safety_worry own
                                         where own.authority_id = %1$I.authority_id and own.id = %1$I.worry_id
                                           and own.recorded_by = (select platform.current_person())))', owned);
  end loop;
  foreach owned in array array['voice', 'team_reply', 'inadequate', 'inadequate_climb', 'inadequate_plan', 'final_grade',
      'final_consent', 'submission', 'section_grade', 'finding'] loop
    execute format('create policy seen_by_those_concerned on audits.%I for select
                      using ((select audits.may_see())
                             and ((select audits.may_oversee()) or case_id = any ((select audits.given_cases())::uuid[])
                                  or case_id = any ((select audits.released_cases())::uuid[])))', owned);
  end loop;
  foreach owned in array array['moderation_pick', 'standard_grade'] loop
    execute format('create policy seen_by_those_who_grade on audits.%I for select
                      using ((select audits.may_see())
                             and ((select audits.may_oversee()) or case_id = any ((select audits.given_cases())::uuid[])))', owned);
  end loop;
  foreach owned in array array['safety_worry', 'safety_rung', 'safety_acknowledgement'] loop
    execute format('create policy seen_by_those_concerned on audits.%I for select
                      using ((select audits.may_see())
                             and ((select audits.may_oversee()) or case_id = any ((select audits.given_cases())::uuid[])
                                  or case_id = any ((select audits.worrying_cases())::uuid[])))', owned);
  end loop;

  -- Written by those to whom the case was given.
  foreach owned in array array['submission', 'section_grade', 'finding', 'safety_worry', 'safety_rung', 'inadequate',
      'final_grade', 'final_consent', 'voice'] loop
    execute format('create policy written_by_its_auditors on audits.%I for insert
                      with check ((select platform.is_system()) or case_id = any ((select audits.given_cases())::uuid[]))', owned);
  end loop;
  foreach owned in array array['final_grade', 'final_consent'] loop
    execute format('create policy decided_by_those_who_run_audits on audits.%I for insert
                      with check ((select audits.may_run()))', owned);
  end loop;
end
$$;

create policy seen_by_staff on audits.audit_case for select
  using ((select audits.may_see()) and id <> all ((select audits.closed_cases())::uuid[]));
-- What a frame holds tells why a case was moderated.
create policy seen_by_those_who_oversee on audits.frame_item for select
  using ((select audits.may_oversee()) and subject_id <> all ((select audits.blind_cases())::uuid[]));

create policy seen_by_whose_it_is on audits.conflict for select
  using ((select audits.may_run()) or person_id = (select platform.current_person()));
create policy declared_by_whose_it_is on audits.conflict for insert
  with check ((select audits.may_run())
              or (select audits.may_see()) and person_id = (select platform.current_person()));

-- The worker takes part: what they say of the case themselves.
create policy said_by_the_worker on audits.voice for insert
  with check (who = 'worker' and person_id = (select platform.current_person())
              and case_id = any ((select audits.named_cases())::uuid[]));
create policy said_by_the_worker_seen on audits.voice for select
  using (who = 'worker' and recorded_by = (select platform.current_person()));
-- Whoever reads an audit may worry about the child.
create policy raised_by_those_who_oversee on audits.safety_worry for insert with check ((select audits.may_oversee()));
create policy raised_by_those_who_oversee on audits.safety_rung for insert with check ((select audits.may_oversee()));
create policy climbs_by_the_clock on audits.inadequate_climb for insert with check ((select platform.is_system()));
create policy replied_by_the_team on audits.team_reply for insert
  with check (case_id = any ((select audits.released_cases())::uuid[]));
create policy acknowledged_by_whom_it_was_put_to on audits.safety_acknowledgement for insert
  with check ((select audits.may_oversee()) or case_id = any ((select audits.worrying_cases())::uuid[]));
create policy planned_by_the_service_manager on audits.inadequate_plan for insert
  with check ((select audits.may_oversee()));
create policy kept_by_the_reader on audits.read_by for insert
  with check (person_id = (select platform.current_person()));

create policy edited_by_those_who_run_audits on audits.tool_draft for update using ((select audits.may_run()));
create policy discarded_by_those_who_run_audits on audits.tool_draft for delete using ((select audits.may_run()));
create policy written_by_those_who_run_audits on audits.report_draft for all using ((select audits.may_run()));
create policy seen_by_those_who_oversee on audits.report for select using ((select audits.may_oversee()));
create policy issued_by_those_who_run_audits on audits.report for insert with check ((select audits.may_run()));
create policy seen_by_those_who_oversee on audits.report_sign_off for select using ((select audits.may_oversee()));
create policy signed_by_senior_managers on audits.report_sign_off for insert
  with check ((select organisation.has_role('head-of-service', 'chief-officer', 'director'))
              and recorded_by = (select platform.current_person()));

-- Every audit due on these days as reports reckon it: where it stands, and its grades once they are final. Until a second grade
-- that is asked for is agreed nothing of it counts, so that no figure tells a moderator what the first auditor gave. For the
-- functions below alone: it is granted to nobody.
create function audits.reckoned(from_day date, to_day date)
  returns table (case_id uuid, cycle_id uuid, kind text, tool_id uuid, team_id uuid, due_on date, state text, is_late boolean,
                 is_settled boolean, submission_id uuid, first_grade text, second_grade text, grade text, section_grades jsonb,
                 moderated text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    with due as (
      select audited.id, audited.cycle_id, round.kind, round.markers, version.tool_id, audited.team_id, audited.due_on
        from audits.audit_case audited
        join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
        join audits.tool_version version
          on version.authority_id = round.authority_id and version.id = round.tool_version_id
       where audited.authority_id = platform.current_authority() and audited.due_on >= reckoned.from_day
         and audited.due_on < reckoned.to_day and round.kind <> 'standardisation'),
    sent as (
      select entry.case_id, count(*) filter (where entry.purpose = 'mark' and entry.corrects is null) as marks,
             (max(entry.submitted_at) filter (where entry.purpose = 'mark' and entry.corrects is null)
              at time zone 'Europe/London')::date as done_on,
             (array_agg(entry.id) filter (where later.id is null and entry.purpose = 'mark' and given.marker = 1))[1] as first_id,
             min(entry.grade::text) filter (where later.id is null and entry.purpose = 'mark' and given.marker = 1) as first_grade,
             coalesce(min(entry.grade::text) filter (where later.id is null and entry.purpose = 'moderate'),
                      min(entry.grade::text) filter (where later.id is null and entry.purpose = 'mark' and given.marker = 2))
               as second_grade
        from audits.submission entry
        join audits.assignment given on given.authority_id = entry.authority_id and given.id = entry.assignment_id
        left join audits.submission later on later.authority_id = entry.authority_id and later.corrects = entry.id
       where entry.authority_id = platform.current_authority() and entry.case_id in (select id from due)
       group by entry.case_id),
    final as (
      select distinct on (entry.case_id) entry.case_id, entry.grade::text as grade, entry.section_grades
        from audits.final_grade entry
       where entry.authority_id = platform.current_authority() and entry.case_id in (select id from due)
         and (entry.how = 'panel' or exists (
           select from audits.final_consent said
            where said.authority_id = entry.authority_id and said.final_id = entry.id and said.agrees))
       order by entry.case_id, entry.recorded_at desc, entry.id desc),
    stood as (
      select due.*, sent.marks >= due.markers as is_done, sent.done_on, excused.case_id is not null as is_excused, sent.first_id,
             sent.first_grade, sent.second_grade, final.grade as final_grade, final.section_grades, picked.is_random_share,
             final.grade is not null
             or not (coalesce(picked.is_moderated, false) or due.markers > 1 or exists (
               select from audits.standing_assignment given
                where given.authority_id = platform.current_authority() and given.case_id = due.id
                  and given.purpose = 'moderate')) as is_over
        from due
        left join sent on sent.case_id = due.id
        left join final on final.case_id = due.id
        left join audits.excuse excused
          on excused.authority_id = platform.current_authority() and excused.case_id = due.id
        left join audits.moderation_pick picked
          on picked.authority_id = platform.current_authority() and picked.case_id = due.id),
    settled as (
      select stood.*, coalesce(is_done, false) and is_over and id <> all ((select audits.blind_cases())::uuid[]) as is_settled from stood)
    select id, cycle_id, kind, tool_id, team_id, due_on,
           case when is_done then 'done' when is_excused then 'excused'
                when due_on < (now() at time zone 'Europe/London')::date then 'overdue' else 'to-come' end,
           coalesce(is_done and done_on > due_on, false), is_settled,
           case when is_settled then first_id end, case when is_settled then first_grade end,
           case when is_settled then second_grade end, case when is_settled then coalesce(final_grade, first_grade) end,
           case when is_settled then section_grades end,
           case when is_settled and second_grade is not null
                then case when is_random_share then 'random' else 'targeted' end end
      from settled
  $$;

-- The same, counted: how many audits stand alike. Closed records count like everything else.
create function audits.report_counts(from_day date, to_day date)
  returns table (cycle_id uuid, kind text, tool_id uuid, team_id uuid, state text, is_late boolean, is_settled boolean,
                 first_grade text, second_grade text, grade text, moderated text, cases integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select cycle_id, kind, tool_id, team_id, state, is_late, is_settled, first_grade, second_grade, grade, moderated,
           count(*)::integer
      from audits.reckoned(from_day, to_day) where audits.may_oversee()
     group by cycle_id, kind, tool_id, team_id, state, is_late, is_settled, first_grade, second_grade, grade, moderated
  $$;

-- By quarter, for a trend.
create function audits.report_trend(from_day date, to_day date)
  returns table (quarter date, due integer, done integer, in_time integer, excused integer, graded integer, good integer,
                 moderated integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select date_trunc('quarter', due_on)::date, count(*)::integer, count(*) filter (where state = 'done')::integer,
           count(*) filter (where state = 'done' and not is_late)::integer,
           count(*) filter (where state = 'excused')::integer, count(*) filter (where is_settled)::integer,
           count(*) filter (where grade in ('outstanding', 'good'))::integer,
           count(*) filter (where moderated is not null)::integer
      from audits.reckoned(from_day, to_day) where audits.may_oversee()
     group by 1
  $$;

-- Grades of sections: the final one where there is one, else that of the first auditor.
create function audits.report_sections(from_day date, to_day date)
  returns table (tool_id uuid, section text, grade text, cases integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select reckoned.tool_id, graded.section, coalesce(reckoned.section_grades ->> graded.section, graded.grade::text),
           count(*)::integer
      from audits.reckoned(from_day, to_day) reckoned
      join audits.section_grade graded
        on graded.authority_id = platform.current_authority() and graded.submission_id = reckoned.submission_id
     where audits.may_oversee()
     group by 1, 2, 3
  $$;

-- Findings by quarter and theme, with how many audits they come from. Without a theme: null.
create function audits.report_themes(from_day date, to_day date)
  returns table (quarter date, theme_id uuid, to_improve integer, went_well integer, cases integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select date_trunc('quarter', reckoned.due_on)::date, found.theme_id,
           count(*) filter (where found.kind = 'to-improve')::integer,
           count(*) filter (where found.kind = 'went-well')::integer, count(distinct found.case_id)::integer
      from audits.reckoned(from_day, to_day) reckoned
      join audits.finding found
        on found.authority_id = platform.current_authority() and found.submission_id = reckoned.submission_id
     where audits.may_oversee()
     group by 1, 2
  $$;

-- Of audits with a tool that asks them: whether the worker, the child and the parents were asked, were not, or nothing is said.
create function audits.report_voices(from_day date, to_day date)
  returns table (tool_id uuid, who text, answer text, cases integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    with asked as (
      select reckoned.case_id, reckoned.tool_id, voices.who
        from audits.reckoned(from_day, to_day) reckoned
        join audits.cycle round
          on round.authority_id = platform.current_authority() and round.id = reckoned.cycle_id
        join audits.tool_version version
          on version.authority_id = round.authority_id and version.id = round.tool_version_id
       cross join lateral jsonb_array_elements_text(version.content -> 'voices') voices (who)
       where reckoned.is_settled and audits.may_oversee()),
    said as (
      select entry.case_id, entry.who, bool_or(entry.was_asked) as was_asked
        from audits.voice entry
       where entry.authority_id = platform.current_authority() and entry.case_id in (select case_id from asked)
         and not exists (select from audits.voice later
                          where later.authority_id = entry.authority_id and later.replaces = entry.id)
       group by 1, 2)
    select asked.tool_id, asked.who,
           case when said.was_asked then 'asked' when not said.was_asked then 'not-asked' else 'nothing-said' end,
           count(*)::integer
      from asked left join said on said.case_id = asked.case_id and said.who = asked.who
     group by 1, 2, 3
  $$;

-- Where the actions of these audits stand today.
create function audits.report_actions(from_day date, to_day date)
  returns table (state text, is_overdue boolean, actions integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select stands.state, stands.state = 'open' and stands.due_on < (now() at time zone 'Europe/London')::date,
           count(*)::integer
      from audits.reckoned(from_day, to_day) reckoned
      join actions.action action
        on action.authority_id = platform.current_authority() and action.from_kind = 'audit'
       and action.from_id = reckoned.case_id
      join actions.action_now stands
        on stands.authority_id = action.authority_id and stands.action_id = action.id
     where reckoned.is_settled and audits.may_oversee()
     group by 1, 2
  $$;

-- Audits as measures count them, by the day on which they were due: nothing by which one could be known.
create function audits.measured(from_day date, to_day date)
  returns table (on_day date, kind text, is_done boolean, is_in_time boolean, is_over boolean, is_graded boolean, is_good boolean,
                 is_moderated boolean, team_id uuid, team text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select reckoned.due_on, reckoned.kind, reckoned.state = 'done', reckoned.state = 'done' and not reckoned.is_late,
           reckoned.state in ('done', 'overdue'), reckoned.is_settled,
           coalesce(reckoned.grade in ('outstanding', 'good'), false), reckoned.moderated is not null, reckoned.team_id,
           team.name
      from audits.reckoned(from_day, to_day) reckoned
      left join organisation.team team
        on team.authority_id = platform.current_authority() and team.id = reckoned.team_id
     where audits.may_count()
  $$;

-- The records behind a figure: one line for each audit, without its id where the record is closed to whoever asks.
create function audits.report_cases(from_day date, to_day date)
  returns table (case_id uuid, cycle_id uuid, kind text, tool_id uuid, team_id uuid, due_on date, state text, is_late boolean,
                 is_settled boolean, submission_id uuid, first_grade text, second_grade text, grade text, section_grades jsonb,
                 moderated text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when case_id = any ((select audits.closed_cases())::uuid[]) then null else case_id end, cycle_id, kind, tool_id, team_id, due_on,
           state, is_late, is_settled, case when case_id = any ((select audits.closed_cases())::uuid[]) then null else submission_id end,
           first_grade, second_grade, grade, section_grades, moderated
      from audits.reckoned(from_day, to_day) where audits.may_oversee()
  $$;

revoke all on function audits.reckoned(date, date), audits.report_counts(date, date), audits.report_trend(date, date),
  audits.report_sections(date, date), audits.report_themes(date, date), audits.report_voices(date, date),
  audits.report_actions(date, date), audits.measured(date, date), audits.report_cases(date, date) from public;
grant execute on function audits.report_counts(date, date), audits.report_trend(date, date),
  audits.report_sections(date, date), audits.report_themes(date, date), audits.report_voices(date, date),
  audits.report_actions(date, date), audits.measured(date, date), audits.report_cases(date, date) to "app_role";

-- Issued reports without small numbers: for those who may see no record of a child.
create function audits.public_reports()
  returns table (id uuid, quarter text, edition integer, content jsonb, content_sha256 text, issued_at timestamptz,
                 signed_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not (audits.may_oversee() or organisation.has_role('scrutiny-support', 'performance-analyst')) then
    return;
  end if;
  return query
    select made.id, made.quarter, made.edition, made.public_content, made.public_content_sha256, made.issued_at, signed.signed_at
      from audits.report made
      left join audits.report_sign_off signed
        on signed.authority_id = made.authority_id and signed.report_id = made.id
     where made.authority_id = platform.current_authority()
     order by made.quarter desc, made.edition desc;
end
$$;
revoke all on function audits.public_reports() from public;
grant execute on function audits.public_reports() to "app_role";
grant select on audits.standing_assignment, audits.standing_tool_training, audits.standing_conflict,
  audits.standing_submission, audits.standing_final_grade to "app_role";

-- Moderation ------------------------------------------------------------------------------------------------------------------

-- Those whose audits of a case were sent in and stand: the two who agree its final grade.
create function audits.graders_of(of_case uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select coalesce(array_agg(distinct sent.auditor_id), '{}') from audits.submission sent
     where sent.authority_id = platform.current_authority() and sent.case_id = of_case
  $$;

-- Why somebody cannot sit on the panel of a case; none when they can. They may have read what was written: they must, now.
create function audits.why_not_on_panel(of_case uuid, person uuid) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  reasons text[] := '{}';
begin
  if person = any (audits.graders_of(of_case)) then reasons := array_append(reasons, 'graded'); end if;
  if not exists (select from platform.account account
                  where account.authority_id = platform.current_authority() and account.id = person and account.is_active
                    and account.roles && array['qa-lead', 'moderator', 'service-manager']) then
    reasons := array_append(reasons, 'not-for-panels');
  end if;
  return reasons || array(
    select reason from unnest(audits.why_not_independent(of_case, person, 'moderate', 1)) reason
     where reason not in ('not-trained', 'absent', 'same-side', 'has-read', 'previous-team'));
end
$$;

-- A final grade is proposed by one of the two when both have graded; where they could not agree, a panel of others decides.
create function audits.check_final_grade() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  graders uuid[] := audits.graders_of(new.case_id);
  before audits.final_grade;
  is_past boolean := platform.is_system() and sample.is_sample() and new.known_at < now() - interval '1 day';
begin
  perform pg_advisory_xact_lock(hashtextextended('audits.audit_case ' || new.case_id::text, 0));
  if cardinality(graders) < 2
     or exists (select from audits.standing_assignment given
                 where given.authority_id = new.authority_id and given.case_id = new.case_id
                   and given.auditor_id = new.recorded_by
                   and not exists (select from audits.submission sent
                                    where sent.authority_id = given.authority_id and sent.assignment_id = given.id)) then
    raise exception 'both grade before the final grade' using errcode = 'check_violation';
  end if;
  if not platform.is_system() and new.recorded_by is distinct from platform.current_person() then
    raise exception 'nobody records for somebody else' using errcode = 'insufficient_privilege';
  end if;
  select * into before from audits.standing_final_grade f
   where f.authority_id = new.authority_id and f.case_id = new.case_id;
  if new.replaces is distinct from before.id then
    raise exception 'another final grade stands' using errcode = 'serialization_failure';
  end if;
  if new.how = 'agreed' then
    if new.recorded_by is null or not new.recorded_by = any (graders) then
      raise exception 'the two who graded agree, and nobody for them' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if new.recorded_by = any (graders) then
    raise exception 'neither of the two records what a panel decided' using errcode = 'insufficient_privilege';
  end if;
  if before.how is distinct from 'panel' and not exists (
       select from audits.final_consent said
        where said.authority_id = new.authority_id and said.case_id = new.case_id and not said.agrees) then
    raise exception 'a panel decides where the two could not agree' using errcode = 'check_violation';
  end if;
  if (select count(distinct member) from unnest(new.panel) member) < 2
     or not is_past and exists (select from unnest(new.panel) member
                                 where audits.why_not_on_panel(new.case_id, member) <> '{}') then
    raise exception 'a panel is two or more who may decide and are independent' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
create trigger after_both before insert on audits.final_grade
  for each row execute function audits.check_final_grade();

create function audits.check_final_consent() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  proposed audits.final_grade;
begin
  perform pg_advisory_xact_lock(hashtextextended('audits.audit_case ' || new.case_id::text, 0));
  select * into proposed from audits.standing_final_grade f
   where f.authority_id = new.authority_id and f.id = new.final_id and f.case_id = new.case_id;
  if proposed.id is null or proposed.how <> 'agreed'
     or exists (select from audits.final_consent said
                 where said.authority_id = new.authority_id and said.final_id = new.final_id) then
    raise exception 'nothing stands proposed that could be agreed to' using errcode = 'check_violation';
  end if;
  if new.recorded_by = proposed.recorded_by or not new.recorded_by = any (audits.graders_of(new.case_id))
     or not platform.is_system() and new.recorded_by is distinct from platform.current_person() then
    raise exception 'the other of the two agrees, and nobody else' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger by_the_other before insert on audits.final_consent
  for each row execute function audits.check_final_consent();

-- Draws of the random share in rounds of which whoever asks has a case to grade: with the seed anybody could tell why it was
-- chosen.
create function audits.blind_draws() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select drawn.id from audits.draw drawn
     where drawn.authority_id = platform.current_authority() and drawn.frame_of = 'moderation'
       and (not audits.may_oversee()
            or drawn.cycle_id in (select audited.cycle_id from audits.audit_case audited
                                   where audited.authority_id = drawn.authority_id
                                     and audited.id = any ((select audits.blind_cases())::uuid[]))));
end
$$;

-- Cases graded twice, by question of the whole ('') and by section: first, second, final. For figures, which count records that
-- are closed to whoever asks as well, but give no id of them; and nothing of a case that they are yet to grade.
create function audits.graded_pairs()
  returns table (case_id uuid, cycle_id uuid, tool_id uuid, area_id uuid, section text, first_grade text, second_grade text,
                 final_grade text, first_auditor_id uuid, is_random_share boolean, sealed_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
begin
  if not audits.may_oversee() then
    return;
  end if;
  return query
    with sent as (
      select entry.*, given.marker from audits.standing_submission entry
        join audits.assignment given on given.authority_id = entry.authority_id and given.id = entry.assignment_id
       where entry.authority_id = here and entry.case_id <> all ((select audits.blind_cases())::uuid[])),
    pairs as (
      select one.case_id, one.id as one_id, one.grade::text as one_grade, one.auditor_id, other.id as other_id,
             other.grade::text as other_grade, greatest(one.submitted_at, other.submitted_at) as at
        from sent one
        join lateral (select * from sent o
                       where o.case_id = one.case_id and (o.purpose = 'moderate' or o.marker = 2)
                       order by o.purpose desc limit 1) other on true
       where one.purpose = 'mark' and one.marker = 1)
    select case when audited.id = any ((select audits.closed_cases())::uuid[]) then null else audited.id end, round.id, version.tool_id,
           audited.area_id, graded.section, graded.one, graded.other, final.grade::text, pairs.auditor_id,
           coalesce(picked.is_random_share, false), pairs.at
      from pairs
      join audits.audit_case audited on audited.authority_id = here and audited.id = pairs.case_id
      join audits.cycle round on round.authority_id = here and round.id = audited.cycle_id and round.kind <> 'standardisation'
      join audits.tool_version version on version.authority_id = here and version.id = round.tool_version_id
      cross join lateral (
        select '' as section, pairs.one_grade as one, pairs.other_grade as other
        union all
        select one.section, one.grade::text, other.grade::text
          from audits.section_grade one
          join audits.section_grade other
            on other.authority_id = here and other.submission_id = pairs.other_id and other.section = one.section
         where one.authority_id = here and one.submission_id = pairs.one_id) graded
      left join audits.moderation_pick picked on picked.authority_id = here and picked.case_id = audited.id
      left join audits.settled_final_grade final on final.authority_id = here and final.case_id = audited.id;
end
$$;

-- Every grade that stands, with who gave it: all of them for those who run audits, and for others their own and nobody's.
create function audits.gradings()
  returns table (auditor text, team_id uuid, tool_id uuid, graded_on date, grade text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
  salt text := gen_random_uuid()::text;
begin
  if not audits.may_see() then
    return;
  end if;
  return query
    select case when audits.may_run() or sent.auditor_id = platform.current_person() then sent.auditor_id::text
                else 'other ' || dense_rank() over (order by md5(sent.auditor_id::text || salt)) end,
           audited.team_id, version.tool_id, (sent.submitted_at at time zone 'Europe/London')::date, sent.grade::text
      from audits.standing_submission sent
      join audits.audit_case audited on audited.authority_id = here and audited.id = sent.case_id
      join audits.tool_version version on version.authority_id = here and version.id = sent.tool_version_id
     where sent.authority_id = here and sent.case_id <> all ((select audits.blind_cases())::uuid[]);
end
$$;

-- Audits of a standardisation session that were sent in, before whoever asks may read them: how many, and of how many.
create function audits.graded_in_session(of_cycle uuid) returns table (case_id uuid, given integer, sent integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select audited.id, count(given.id)::integer,
           count(given.id) filter (where exists (
             select from audits.submission sent
              where sent.authority_id = given.authority_id and sent.assignment_id = given.id))::integer
      from audits.audit_case audited
      left join audits.standing_assignment given on given.authority_id = audited.authority_id and given.case_id = audited.id
     where audited.authority_id = platform.current_authority() and audited.cycle_id = of_cycle and audits.may_see()
     group by audited.id
  $$;

revoke all on function audits.graders_of(uuid), audits.why_not_on_panel(uuid, uuid), audits.check_final_grade(),
  audits.check_final_consent(), audits.blind_draws(), audits.graded_pairs(), audits.gradings(),
  audits.graded_in_session(uuid) from public;
grant execute on function audits.graders_of(uuid), audits.why_not_on_panel(uuid, uuid), audits.blind_draws(),
  audits.graded_pairs(), audits.gradings(), audits.graded_in_session(uuid) to "app_role";
grant select on audits.settled_final_grade to "app_role";
grant select, insert on audits.moderation_added to "app_role";

alter table audits.moderation_added enable row level security;
create trigger moderation_added_is_a_fact before update or delete on audits.moderation_added
  for each row execute function platform.refuse_change();
create trigger moderation_added_stays before truncate on audits.moderation_added
  for each statement execute function platform.refuse_change();
create policy own_authority on audits.moderation_added as restrictive
  using (authority_id = (select platform.current_authority()));
create policy open_record on audits.moderation_added as restrictive for select
  using (case_id <> all ((select audits.closed_cases())::uuid[]));
create policy blind_moderation on audits.moderation_added as restrictive for select
  using (case_id <> all ((select audits.blind_cases())::uuid[]));
create policy seen_by_those_who_grade on audits.moderation_added for select
  using ((select audits.may_see())
         and ((select audits.may_oversee()) or case_id = any ((select audits.given_cases())::uuid[])));
create policy made_by_those_who_run_audits on audits.moderation_added for insert with check ((select audits.may_run()));

create policy blind_moderation on audits.draw as restrictive for select
  using (id <> all ((select audits.blind_draws())::uuid[]));
create policy blind_moderation on audits.frame_item as restrictive for select
  using (draw_id <> all ((select audits.blind_draws())::uuid[]));
create policy blind_moderation on actions.action_child as restrictive for select
  using (action_id <> all ((select audits.blind_actions())::uuid[]));
create policy blind_moderation on actions.action_climb as restrictive for select
  using (action_id <> all ((select audits.blind_actions())::uuid[]));
-- That something was opened or planned for a case tells what it was graded.
create policy blind_moderation on trail.entry as restrictive for select
  using (person_id = (select platform.current_person())
         or not subjects && (select audits.blind_cases())::uuid[]
            and (kind <> 'run' or action not like 'audit%' or cardinality((select audits.blind_cases())) = 0));
-- What a panel comes to is recorded by whoever runs audits: an Inadequate as well.
create policy found_by_a_panel on audits.inadequate for insert with check ((select audits.may_run()));
