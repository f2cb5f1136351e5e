-- The process as the agencies map it together, and what the records show of how it really ran. A map has versions. A draft grows
-- by revisions, each the whole of what it says from then on; a published version is frozen at one of them. What became of a
-- barrier goes on after that, and is appended.

create schema process_map;
grant usage on schema process_map to "app_role";

create table process_map.map (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  purpose text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, recorded_by) references organisation.person
);
create unique index map_name on process_map.map (authority_id, lower(name));

create table process_map.version (
  authority_id integer not null,
  id uuid not null,
  map_id uuid not null,
  number integer not null check (number >= 1),
  -- The version that it began as; null for a first one and for one that came in as a file.
  copied_from uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, map_id, number),
  -- What is said of a version names its map too, and cannot name another's.
  unique (authority_id, map_id, id),
  foreign key (authority_id, map_id) references process_map.map,
  foreign key (authority_id, map_id, copied_from) references process_map.version (authority_id, map_id, id),
  foreign key (authority_id, recorded_by) references organisation.person
);

-- The whole of a version as it stood after one edit: lanes, steps, flows, standard times, barriers.
create table process_map.revision (
  authority_id integer not null,
  version_id uuid not null,
  number integer not null check (number >= 1),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  -- "Step added: Decide the outcome".
  what text not null check (what <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, version_id, number),
  foreign key (authority_id, version_id) references process_map.version,
  foreign key (authority_id, recorded_by) references organisation.person
);

create table process_map.publication (
  authority_id integer not null,
  map_id uuid not null,
  version_id uuid not null,
  revision integer not null,
  why text not null check (why <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, version_id),
  foreign key (authority_id, map_id, version_id) references process_map.version (authority_id, map_id, id),
  foreign key (authority_id, version_id, revision) references process_map.revision,
  foreign key (authority_id, recorded_by) references organisation.person
);
create index publication_latest on process_map.publication (authority_id, map_id, recorded_at desc);

-- What became of a barrier. It keeps its id through every version of its map.
create table process_map.barrier_status (
  authority_id integer not null,
  id uuid not null,
  map_id uuid not null,
  barrier_id uuid not null,
  status text not null check (status in ('open', 'being-worked-on', 'resolved', 'accepted')),
  note text not null check (note <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, map_id) references process_map.map,
  foreign key (authority_id, recorded_by) references organisation.person
);
create index barrier_status_of on process_map.barrier_status (authority_id, map_id, barrier_id, recorded_at desc);

-- One after another on the same version: whoever publishes freezes what they saw, and nothing is added behind their back.
create function process_map.stays_as_published() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('process_map.version ' || new.version_id::text, 0));
  if tg_table_name = 'revision' and exists (
       select from process_map.publication published
        where published.authority_id = new.authority_id and published.version_id = new.version_id) then
    raise exception 'a published version of a process map is frozen' using errcode = 'insufficient_privilege';
  end if;
  if tg_table_name = 'publication' and (to_jsonb(new) ->> 'revision')::integer <> (
       select max(r.number) from process_map.revision r
        where r.authority_id = new.authority_id and r.version_id = new.version_id) then
    raise exception 'only the latest revision of a version is published' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger frozen_once_published before insert on process_map.revision
  for each row execute function process_map.stays_as_published();
create trigger published_as_it_stands before insert on process_map.publication
  for each row execute function process_map.stays_as_published();

-- As platform/access says (editProcessMap).
create function process_map.may_edit() returns boolean
  language sql stable parallel safe
  as $$
    select organisation.has_role('qa-lead', 'service-manager', 'head-of-service', 'chief-officer', 'administrator')
  $$;

-- Whether the person asking owns this barrier in the version of the map that was published last.
create function process_map.owns_barrier(of_map uuid, sought uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select coalesce((
      select r.content -> 'barriers' @> jsonb_build_array(jsonb_build_object('id', sought, 'ownerId', platform.current_person()))
        from process_map.publication published
        join process_map.revision r
          on r.authority_id = published.authority_id and r.version_id = published.version_id and r.number = published.revision
       where published.authority_id = platform.current_authority() and published.map_id = of_map
       order by published.recorded_at desc, published.version_id desc limit 1), false)
  $$;
revoke all on function process_map.stays_as_published(), process_map.owns_barrier(uuid, uuid) from public;
grant execute on function process_map.owns_barrier(uuid, uuid) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['map', 'version', 'revision', 'publication', 'barrier_status'] loop
    execute format('alter table process_map.%I enable row level security', owned);
    execute format('create policy own_authority on process_map.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create trigger %1$s_is_a_fact before update or delete on process_map.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on process_map.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on process_map.%I to "app_role"', owned);
  end loop;
  foreach owned in array array['map', 'version', 'revision', 'publication'] loop
    execute format('create policy recorded_by_editors on process_map.%I for insert
                      with check ((select process_map.may_edit()))', owned);
  end loop;
end
$$;

-- Drafts are seen by those who edit them; everybody else, partners among them, sees what was published.
create policy seen_when_published on process_map.publication for select using (true);
create policy seen_when_published on process_map.map for select
  using ((select process_map.may_edit())
         or exists (select from process_map.publication published
                     where published.authority_id = map.authority_id and published.map_id = map.id));
create policy seen_when_published on process_map.version for select
  using ((select process_map.may_edit())
         or exists (select from process_map.publication published
                     where published.authority_id = version.authority_id and published.version_id = version.id));
create policy seen_when_published on process_map.revision for select
  using ((select process_map.may_edit())
         or exists (select from process_map.publication published
                     where published.authority_id = revision.authority_id and published.version_id = revision.version_id
                       and published.revision = revision.number));
create policy seen_with_the_map on process_map.barrier_status for select
  using (exists (select from process_map.map
                  where map.authority_id = barrier_status.authority_id and map.id = barrier_status.map_id));
create policy recorded_by_editors_and_its_owner on process_map.barrier_status for insert
  with check ((select process_map.may_edit()) or process_map.owns_barrier(map_id, barrier_id));

-- The process as the records show it. Like the measures it counts restricted records too, so that a figure does not depend on
-- who looks, and like theirs these functions give no id, no name and no words: child and contact are numbers, hashed with a key
-- that whoever asks has just drawn, which join the events of one call and lead nowhere else. Nothing to partners. With
-- open_only, for the event log of single children: only those whose records are open to whoever asks.

-- Contacts received and outcomes decided on the days [from_day, to_day). The outcome is the one that stands, at the time of the
-- first decision. 'open-case' is the route of a child who was allocated then, or was decided to be open already.
create function front_door.process_events(from_day date, to_day date, key bigint, open_only boolean)
  returns table (child bigint, contact bigint, at timestamptz, is_day boolean, activity text, route text, area_id uuid,
                 team_id uuid, agency text, role text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  as $$
declare
  authority integer := platform.current_authority();
  closed_children uuid[] := '{}';
  closed_contacts uuid[] := '{}';
  from_at timestamptz := from_day::timestamp at time zone 'Europe/London';
  to_at timestamptz := to_day::timestamp at time zone 'Europe/London';
begin
  if organisation.is_partner() or open_only and not children.may_read() then
    return;
  end if;
  if open_only then
    closed_children := children.closed_children();
    closed_contacts := front_door.closed_contacts();
  end if;
  return query
    with latest as (
      select distinct on (a.child_id) a.child_id, a.area_id, a.team_id
        from children.allocation a
       where a.authority_id = authority and a.from_day < to_day
       order by a.child_id, a.from_day desc, a.id desc),
    allocated as (
      select a.child_id, range_agg(daterange(a.from_day, ended.to_day, '[]')) as days
        from children.allocation a
        left join children.allocation_end ended on ended.authority_id = a.authority_id and ended.allocation_id = a.id
       where a.authority_id = authority and (ended.to_day is null or ended.to_day >= a.from_day)
       group by a.child_id),
    corrected as (
      select distinct on (later.contact_id, later.child_id) later.contact_id, later.child_id, later.outcome
        from front_door.decision later
       where later.authority_id = authority and later.corrects is not null
       order by later.contact_id, later.child_id, later.recorded_at desc, later.id desc)
    select uuid_hash_extended(about.child_id, key), uuid_hash_extended(about.contact_id, key),
           coalesce(c.received_at, c.received_on::timestamp at time zone 'Europe/London'), c.received_at is null,
           'contact-received', case when allocated.days @> (c.received_on - 1) then 'open-case' else 'front-door' end,
           coalesce(latest.area_id, team.area_id), coalesce(latest.team_id, c.team_id),
           case when c.source_code = '6' then 'police' when c.source_code like '3_' then 'nhs'
                when c.source_code in ('2A', '2B', '4', '5C', '7') then 'other'
                when c.source_code in ('5A', '5B', '5D') then 'local-authority' else 'family-or-public' end, 'referrer'
      from front_door.contact c
      join front_door.contact_child about on about.authority_id = c.authority_id and about.contact_id = c.id
      left join organisation.team on team.authority_id = c.authority_id and team.id = c.team_id
      left join latest on latest.child_id = about.child_id
      left join allocated on allocated.child_id = about.child_id
     where c.authority_id = authority and c.received_on >= from_day and c.received_on < to_day
       and not exists (select from front_door.contact_child_removal removed
                        where removed.authority_id = authority and removed.contact_id = about.contact_id
                          and removed.child_id = about.child_id)
       and (not open_only or about.child_id <> all (closed_children) and c.id <> all (closed_contacts))
    union all
    -- Team and area stand with the contact: joined again here, they would cost as much as all the rest.
    select uuid_hash_extended(first.child_id, key), uuid_hash_extended(first.contact_id, key),
           coalesce(first.decided_at, first.known_at), false,
           'decided-' || coalesce(corrected.outcome, first.outcome),
           case when coalesce(corrected.outcome, first.outcome) = 'already-open' then 'open-case' end,
           null::uuid, null::uuid, 'local-authority', 'decider'
      from front_door.decision first
      left join corrected on corrected.contact_id = first.contact_id and corrected.child_id = first.child_id
     where first.authority_id = authority and first.corrects is null
       -- Some history says what came of it and never when: there is no moment to put it at.
       and (first.decided_at is not null or first.is_known_at_told)
       and coalesce(first.decided_at, first.known_at) >= from_at and coalesce(first.decided_at, first.known_at) < to_at
       and not exists (select from front_door.contact_child_removal removed
                        where removed.authority_id = authority and removed.contact_id = first.contact_id
                          and removed.child_id = first.child_id)
       and (not open_only or first.child_id <> all (closed_children) and first.contact_id <> all (closed_contacts));
end
$$;

-- What the case system says happened on the days [from_day, to_day). It names no contact, and knows days alone.
create function case_records.process_events(from_day date, to_day date, key bigint, open_only boolean)
  returns table (child bigint, contact bigint, at timestamptz, is_day boolean, activity text, route text, area_id uuid,
                 team_id uuid, agency text, role text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  as $$
declare
  authority integer := platform.current_authority();
  closed_children uuid[] := '{}';
begin
  if organisation.is_partner() or open_only and not children.may_read() then
    return;
  end if;
  if open_only then
    closed_children := children.closed_children();
  end if;
  return query
    with latest as (
      select distinct on (a.child_id) a.child_id, a.area_id, a.team_id
        from children.allocation a
       where a.authority_id = authority and a.from_day < to_day
       order by a.child_id, a.from_day desc, a.id desc),
    referred as (
      select entry.child_id, entry.on_day from case_records.referral entry
       where entry.authority_id = authority and not exists (
         select from case_records.referral later where later.authority_id = authority and later.corrects = entry.id)),
    assessed as (
      select entry.child_id, entry.on_day, entry.authorised_on from case_records.assessment entry
       where entry.authority_id = authority and not exists (
         select from case_records.assessment later where later.authority_id = authority and later.corrects = entry.id)),
    enquired as (
      select entry.child_id, entry.on_day, entry.conference_on from case_records.section_47 entry
       where entry.authority_id = authority and not exists (
         select from case_records.section_47 later where later.authority_id = authority and later.corrects = entry.id)),
    happened (child_id, on_day, activity, role) as (
      select r.child_id, r.on_day, 'referral', 'social-worker' from referred r
      union all select s.child_id, s.on_day, 'assessment-started', 'social-worker' from assessed s
      union all select s.child_id, s.authorised_on, 'assessment-authorised', 'team-manager' from assessed s
      union all select e.child_id, e.on_day, 'section-47-started', 'team-manager' from enquired e
      union all select e.child_id, e.conference_on, 'conference-held', 'conference-chair' from enquired e)
    select uuid_hash_extended(h.child_id, key), null::bigint, h.on_day::timestamp at time zone 'Europe/London', true, h.activity,
           null::text, latest.area_id, latest.team_id, 'local-authority', h.role
      from happened h
      left join latest on latest.child_id = h.child_id
     where h.on_day >= from_day and h.on_day < to_day
       and (not open_only or h.child_id <> all (closed_children));
end
$$;

revoke all on function front_door.process_events(date, date, bigint, boolean),
  case_records.process_events(date, date, bigint, boolean) from public;
grant execute on function front_door.process_events(date, date, bigint, boolean),
  case_records.process_events(date, date, bigint, boolean) to "app_role";
