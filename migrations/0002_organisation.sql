-- The organisation: who works here and for whom, who may do what, who is away, who is on duty, and who our partners are.
-- Almost everything here is asked about the past ("whose team was she in then?"), so it is dated and appended:
-- a row that turns out wrong, or ends, is followed by a row that names it in "replaces". What stands is what no later
-- row replaces and what is not cancelled; the standing_* views say so once for everybody.

create schema organisation;
grant usage on schema organisation to "app_role";

-- Partners and scrutiny support stand outside: neither is shown the authority's staff.
create function organisation.is_insider() returns boolean
  language sql stable parallel safe
  as $$ select platform.is_system() or not platform.current_roles() <@ array['partner', 'scrutiny-support', ''] $$;

create function organisation.is_partner() returns boolean
  language sql stable parallel safe
  as $$ select not organisation.is_insider() and 'partner' = any (platform.current_roles()) $$;

create function organisation.has_role(variadic wanted text[]) returns boolean
  language sql stable parallel safe
  as $$ select platform.is_system() or platform.current_roles() && wanted $$;

-- Who may change the organisation, its rota, and what is recorded of somebody's absence: as platform/access says.
create function organisation.may_manage() returns boolean
  language sql stable parallel safe
  as $$ select organisation.has_role('administrator', 'head-of-service') $$;

create function organisation.may_manage_rota() returns boolean
  language sql stable parallel safe
  as $$ select organisation.has_role('administrator', 'duty-manager', 'out-of-hours-manager', 'service-manager',
                                     'head-of-service') $$;

create function organisation.may_record_absences() returns boolean
  language sql stable parallel safe
  as $$ select organisation.may_manage_rota() or organisation.has_role('team-manager') $$;

-- The partner agency of the person who is asking; null for the authority's own staff.
create function organisation.current_agency() returns uuid
  language sql stable parallel safe
  as $$
    select agency_id from platform.account
     where authority_id = platform.current_authority() and id = platform.current_person()
  $$;

-- A setting of the authority: the latest change that has taken effect counts; without one, the default in the code.
create table organisation.setting_change (
  authority_id integer not null references platform.authority,
  id uuid not null,
  key text not null check (key <> ''),
  value jsonb not null,
  reason text not null check (reason <> ''),
  takes_effect_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id)
);
create index setting_change_latest on organisation.setting_change (authority_id, key, takes_effect_at desc, id desc);

create table organisation.area (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  is_active boolean not null default true,
  primary key (authority_id, id)
);
create unique index area_name on organisation.area (authority_id, lower(name));

create table organisation.team (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  -- A team that serves the whole authority, such as the front door, belongs to no area.
  area_id uuid,
  is_front_door boolean not null default false,
  -- 'case-system': this team's decisions are made there and arrive by the API.
  decides_in text not null default 'here' check (decides_in in ('here', 'case-system')),
  is_active boolean not null default true,
  primary key (authority_id, id),
  foreign key (authority_id, area_id) references organisation.area
);
create unique index team_name on organisation.team (authority_id, lower(name));

create table organisation.agency (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('local-authority', 'nhs', 'police', 'other')),
  -- The shared desk: an inbox that somebody reads whoever is on leave.
  desk_name text not null default '',
  desk_email text not null default '',
  desk_telephone text not null default '',
  desk_hours text not null default '',
  is_active boolean not null default true,
  primary key (authority_id, id)
);
create unique index agency_name on organisation.agency (authority_id, lower(name));

-- A person has the same id as the account with which they sign in. team_id and line_manager_id repeat the dated
-- records below as they stand today, for joins; questions about any other day go to the dated records.
create table organisation.person (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email = lower(email) and email <> ''),
  job_title text not null default '',
  telephone text not null default '',
  -- Social Work England registration, where the job needs one.
  registration text not null default '',
  agency_id uuid,
  team_id uuid,
  line_manager_id uuid,
  is_active boolean not null default true,
  primary key (authority_id, id),
  foreign key (authority_id, id) references platform.account,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, line_manager_id) references organisation.person,
  check (agency_id is null or team_id is null),
  check (line_manager_id <> id)
);
create unique index person_email on organisation.person (authority_id, email);
create index person_team on organisation.person (authority_id, team_id);
create index person_agency on organisation.person (authority_id, agency_id) where agency_id is not null;

-- Dated by day, from starts_on up to but not including ends_on. No end: until further notice.
create table organisation.membership (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  team_id uuid not null,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, replaces) references organisation.membership
);
create index membership_person on organisation.membership (authority_id, person_id);
create index membership_team on organisation.membership (authority_id, team_id);

create table organisation.line_management (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  manager_id uuid not null check (manager_id <> person_id),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, manager_id) references organisation.person,
  foreign key (authority_id, replaces) references organisation.line_management
);
create index line_management_person on organisation.line_management (authority_id, person_id);
create index line_management_manager on organisation.line_management (authority_id, manager_id);

-- platform.account.roles repeats the roles of today, because signing in reads them from there.
create table organisation.person_role (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  role text not null check (role <> ''),
  starts_on date not null,
  ends_on date check (ends_on >= starts_on),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references organisation.person_role
);
create index person_role_person on organisation.person_role (authority_id, person_id);
create index person_role_role on organisation.person_role (authority_id, role);

-- Training that gives a right: to audit, to decide at night. Good from completed_on up to but not including expires_on.
create table organisation.training (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('audit', 'decide-at-night')),
  completed_on date not null,
  expires_on date check (expires_on > completed_on),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references organisation.training
);
create index training_person on organisation.training (authority_id, person_id);

-- Away from work, to the minute because shifts are. Why somebody is away is kept by human resources, not here.
create table organisation.absence (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('planned', 'unplanned')),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references organisation.absence
);
create index absence_person on organisation.absence (authority_id, person_id);
create index absence_ends on organisation.absence (authority_id, ends_at);

-- Who stands in for whom, and when: their reviews, their escalations, their shifts.
create table organisation.cover (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  covered_by uuid not null check (covered_by <> person_id),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, covered_by) references organisation.person,
  foreign key (authority_id, replaces) references organisation.cover
);
create index cover_person on organisation.cover (authority_id, person_id);
create index cover_covered_by on organisation.cover (authority_id, covered_by);

-- The duty rota: one person on one duty from an instant up to another, so that a clock change lengthens or shortens
-- the night by itself.
create table organisation.shift (
  authority_id integer not null,
  id uuid not null,
  duty text not null check (duty in ('duty-manager', 'out-of-hours-decider', 'duty-social-worker')),
  person_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Why somebody works it who by the standard should not: away, or not trained to decide at night.
  departure text not null default '',
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references organisation.shift
);
create index shift_ends on organisation.shift (authority_id, ends_at);
create index shift_person on organisation.shift (authority_id, person_id);

-- A gap in the rota is itself an alarm: raised once, ended once, and both are kept.
create table organisation.rota_alarm (
  authority_id integer not null references platform.authority,
  id uuid not null,
  cover text not null check (cover in ('decider', 'social-worker')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  raised_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id)
);
create index rota_alarm_ends on organisation.rota_alarm (authority_id, ends_at);

create table organisation.rota_alarm_end (
  authority_id integer not null,
  alarm_id uuid not null,
  -- 'passed': nobody filled it in time, and it happened.
  ended_as text not null check (ended_as in ('filled', 'passed')),
  ended_at timestamptz not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, alarm_id),
  foreign key (authority_id, alarm_id) references organisation.rota_alarm
);

-- Whom to ring at a partner agency, rung by rung, when the desk does not answer.
create table organisation.escalation_contact (
  authority_id integer not null,
  id uuid not null,
  agency_id uuid not null,
  rung integer not null check (rung between 1 and 5),
  name text not null check (name <> ''),
  job_title text not null default '',
  email text not null default '',
  telephone text not null default '',
  -- When they also sign in here.
  person_id uuid,
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, replaces) references organisation.escalation_contact
);
create index escalation_contact_agency on organisation.escalation_contact (authority_id, agency_id);

-- What stands: neither replaced by a later row nor cancelled. security_invoker keeps row-level security in force.
create view organisation.standing_membership with (security_invoker = true) as
  select * from organisation.membership entry where not is_cancelled and not exists (
    select from organisation.membership later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_line_management with (security_invoker = true) as
  select * from organisation.line_management entry where not is_cancelled and not exists (
    select from organisation.line_management later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_person_role with (security_invoker = true) as
  select * from organisation.person_role entry where not is_cancelled and not exists (
    select from organisation.person_role later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_training with (security_invoker = true) as
  select * from organisation.training entry where not is_cancelled and not exists (
    select from organisation.training later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_absence with (security_invoker = true) as
  select * from organisation.absence entry where not is_cancelled and not exists (
    select from organisation.absence later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_cover with (security_invoker = true) as
  select * from organisation.cover entry where not is_cancelled and not exists (
    select from organisation.cover later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_shift with (security_invoker = true) as
  select * from organisation.shift entry where not is_cancelled and not exists (
    select from organisation.shift later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
create view organisation.standing_escalation_contact with (security_invoker = true) as
  select * from organisation.escalation_contact entry where not is_cancelled and not exists (
    select from organisation.escalation_contact later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);

-- Facts: appended, whoever asks.
do $$
declare
  fact text;
begin
  foreach fact in array array['setting_change', 'membership', 'line_management', 'person_role', 'training', 'absence',
                              'cover', 'shift', 'rota_alarm', 'rota_alarm_end', 'escalation_contact'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on organisation.%1$I
                      for each row execute function platform.refuse_change()', fact);
    execute format('create trigger %1$s_stays before truncate on organisation.%1$I
                      for each statement execute function platform.refuse_change()', fact);
    execute format('grant select, insert on organisation.%I to "app_role"', fact);
  end loop;
end
$$;
grant select, insert, update on organisation.area, organisation.team, organisation.agency, organisation.person
  to "app_role";
grant select on organisation.standing_membership, organisation.standing_line_management,
  organisation.standing_person_role, organisation.standing_training, organisation.standing_absence,
  organisation.standing_cover, organisation.standing_shift, organisation.standing_escalation_contact to "app_role";

-- Row-level security. "(select …)" makes PostgreSQL ask once per statement instead of once per row.
do $$
declare
  owned text;
begin
  foreach owned in array array['setting_change', 'area', 'team', 'agency', 'person', 'membership', 'line_management',
                               'person_role', 'training', 'absence', 'cover', 'shift', 'rota_alarm', 'rota_alarm_end',
                               'escalation_contact'] loop
    execute format('alter table organisation.%I enable row level security', owned);
    -- Restrictive: whatever else is allowed, never another authority's row.
    execute format('create policy own_authority on organisation.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
  end loop;
end
$$;

-- Settings and the names of areas and teams: everyone of the authority but partners (measures are split by team).
create policy seen_inside on organisation.setting_change for select using (true);
create policy seen_inside on organisation.area for select using (not (select organisation.is_partner()));
create policy seen_inside on organisation.team for select using (not (select organisation.is_partner()));
create policy recorded_by_managers on organisation.setting_change for insert
  with check ((select organisation.may_manage()));
create policy recorded_by_managers on organisation.area for insert with check ((select organisation.may_manage()));
create policy changed_by_managers on organisation.area for update using ((select organisation.may_manage()));
create policy recorded_by_managers on organisation.team for insert with check ((select organisation.may_manage()));
create policy changed_by_managers on organisation.team for update using ((select organisation.may_manage()));

-- Partners: their own agency, its people and its escalation contacts. Scrutiny support: no staff but themselves.
create policy seen_by_staff_and_its_own on organisation.agency for select
  using ((select organisation.is_insider())
         or (select organisation.is_partner()) and id = (select organisation.current_agency()));
create policy recorded_by_managers on organisation.agency for insert with check ((select organisation.may_manage()));
create policy changed_by_managers on organisation.agency for update using ((select organisation.may_manage()));

create policy seen_by_staff_and_its_own on organisation.escalation_contact for select
  using ((select organisation.is_insider())
         or (select organisation.is_partner()) and agency_id = (select organisation.current_agency()));
create policy recorded_by_managers on organisation.escalation_contact for insert
  with check ((select organisation.may_manage()));

create policy seen_by_staff_and_its_own on organisation.person for select
  using ((select organisation.is_insider()) or id = (select platform.current_person())
         or (select organisation.is_partner()) and agency_id = (select organisation.current_agency()));
create policy recorded_by_managers on organisation.person for insert with check ((select organisation.may_manage()));
create policy changed_by_managers on organisation.person for update using ((select organisation.may_manage()));

create policy seen_by_staff on organisation.membership for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.line_management for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.person_role for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.training for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.absence for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.cover for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.shift for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.rota_alarm for select using ((select organisation.is_insider()));
create policy seen_by_staff on organisation.rota_alarm_end for select using ((select organisation.is_insider()));

create policy recorded_by_managers on organisation.membership for insert
  with check ((select organisation.may_manage()));
create policy recorded_by_managers on organisation.line_management for insert
  with check ((select organisation.may_manage()));
-- Nobody gives themselves a role.
create policy recorded_by_managers on organisation.person_role for insert
  with check ((select organisation.may_manage()) and person_id is distinct from (select platform.current_person()));
create policy recorded_by_managers on organisation.training for insert
  with check ((select organisation.may_manage()));
create policy recorded_by_managers_and_oneself on organisation.absence for insert
  with check ((select organisation.may_record_absences())
              or (select organisation.is_insider()) and person_id = (select platform.current_person()));
create policy recorded_by_managers on organisation.cover for insert
  with check ((select organisation.may_record_absences()));
create policy recorded_by_rota_managers on organisation.shift for insert
  with check ((select organisation.may_manage_rota()));
create policy raised_by_the_job on organisation.rota_alarm for insert with check ((select platform.is_system()));
create policy ended_by_the_job on organisation.rota_alarm_end for insert with check ((select platform.is_system()));
