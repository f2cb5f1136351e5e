-- Meetings: series, what was planned, who came, what was said and decided, what was carried forward; and the packs that are
-- made for them, frozen when they are issued.

create schema meetings;
grant usage on schema meetings to "app_role";

-- As platform/access says: seeMeetings (but partners, who see what they are invited to), recordMeetings, issuePacks.
create function meetings.may_see_all() returns boolean
  language sql stable parallel safe
  as $$
    select children.may_read() or organisation.has_role('minute-taker')
  $$;

create function meetings.may_record() returns boolean
  language sql stable parallel safe
  as $$
    select organisation.has_role('duty-social-worker', 'duty-manager', 'out-of-hours-manager', 'team-manager',
                                 'service-manager', 'head-of-service', 'chief-officer', 'director', 'qa-lead',
                                 'principal-social-worker', 'minute-taker')
  $$;

create function meetings.may_issue() returns boolean
  language sql stable parallel safe
  as $$
    select organisation.has_role('service-manager', 'head-of-service', 'qa-lead', 'chief-officer', 'duty-manager')
  $$;

-- A series of meetings about one thing. What it is called and who chairs it can change: the latest terms stand.
create table meetings.series (
  authority_id integer not null references platform.authority,
  id uuid not null,
  kind text not null check (kind in ('referral-review', 'plan-review', 'recovery-board', 'other')),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id)
);

create table meetings.series_terms (
  authority_id integer not null references platform.authority,
  id uuid not null,
  series_id uuid not null,
  name text not null check (name <> ''),
  purpose text not null default '',
  place text not null default '',
  chair_id uuid,
  minute_taker_id uuid,
  is_ended boolean not null default false,
  reason text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, series_id) references meetings.series,
  foreign key (authority_id, chair_id) references organisation.person,
  foreign key (authority_id, minute_taker_id) references organisation.person
);
create index series_terms_latest on meetings.series_terms (authority_id, series_id, recorded_at desc, id desc);

-- Names of people are kept beside their ids: partners see who chaired, and are not shown the authority's staff.
create table meetings.meeting (
  authority_id integer not null references platform.authority,
  id uuid not null,
  series_id uuid not null,
  reference text not null check (reference <> ''),
  title text not null check (title <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, reference),
  foreign key (authority_id, series_id) references meetings.series
);
create index meeting_series on meetings.meeting (authority_id, series_id);

-- When, where and with whom at its head. A change is a further row with its reason; the latest stands.
create table meetings.meeting_plan (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  form text not null check (form in ('in-person', 'video', 'telephone', 'mixed')),
  place text not null default '',
  chair_id uuid not null,
  chair_name text not null,
  minute_taker_id uuid,
  minute_taker_name text not null default '',
  reason text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, chair_id) references organisation.person,
  foreign key (authority_id, minute_taker_id) references organisation.person,
  check (ends_at > starts_at)
);
create index meeting_plan_latest on meetings.meeting_plan (authority_id, meeting_id, recorded_at desc, id desc);

-- What became of it. A meeting without a row is planned, however long ago it was to be.
create table meetings.meeting_end (
  authority_id integer not null references platform.authority,
  meeting_id uuid not null,
  state text not null check (state in ('held', 'cancelled')),
  reason text not null default '' check (state = 'held' or reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, meeting_id),
  foreign key (authority_id, meeting_id) references meetings.meeting
);

-- A person, or an agency as a whole (no person): then anybody of that agency may see the meeting. agency_id is the agency
-- invited, or that of the person invited; null for the authority's own staff.
create table meetings.invitation (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  person_id uuid,
  agency_id uuid,
  name text not null check (name <> ''),
  agency_name text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, agency_id) references organisation.agency,
  check (person_id is not null or agency_id is not null)
);
create index invitation_meeting on meetings.invitation (authority_id, meeting_id);
create index invitation_person on meetings.invitation (authority_id, person_id) where person_id is not null;
create index invitation_agency on meetings.invitation (authority_id, agency_id) where agency_id is not null;

create table meetings.invitation_withdrawal (
  authority_id integer not null references platform.authority,
  invitation_id uuid not null,
  meeting_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, invitation_id),
  foreign key (authority_id, invitation_id) references meetings.invitation,
  foreign key (authority_id, meeting_id) references meetings.meeting
);

-- The week's pack for a meeting, as it was issued. Each audience has a version of its own.
create table meetings.pack_seed (
  authority_id integer not null references platform.authority,
  series_id uuid not null,
  week date not null check (extract(isodow from week) = 1),
  seed text not null check (length(seed) >= 32),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, series_id, week),
  foreign key (authority_id, series_id) references meetings.series
);

create table meetings.pack (
  authority_id integer not null references platform.authority,
  id uuid not null,
  series_id uuid not null,
  meeting_id uuid not null,
  week date not null,
  seed text not null,
  -- The sealed root of the trail at that time; null where none could be reached.
  trail_root text,
  supersedes uuid,
  reason text not null default '' check (supersedes is null or reason <> ''),
  issued_at timestamptz not null default now(),
  issued_by uuid default platform.current_person(),
  issued_by_name text not null,
  primary key (authority_id, id),
  -- One pack for a week, and one that takes the place of each.
  unique nulls not distinct (authority_id, series_id, week, supersedes),
  foreign key (authority_id, series_id, week) references meetings.pack_seed,
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, supersedes) references meetings.pack
);
create index pack_meeting on meetings.pack (authority_id, meeting_id);

-- The content is canonical JSON, and its hash is checked again here: what is shown later is what was issued.
create table meetings.pack_version (
  authority_id integer not null references platform.authority,
  id uuid not null,
  pack_id uuid not null,
  meeting_id uuid not null,
  -- Null for the authority's own version.
  agency_id uuid,
  agency_name text not null default '',
  content text not null,
  content_sha256 text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique nulls not distinct (authority_id, pack_id, agency_id),
  foreign key (authority_id, pack_id) references meetings.pack,
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, agency_id) references organisation.agency,
  check (encode(sha256(convert_to(content, 'UTF8')), 'hex') = content_sha256)
);

-- Each sample of a pack, so that it can be drawn again: the seed and the frame it was drawn from.
create table meetings.pack_sample (
  authority_id integer not null references platform.authority,
  pack_id uuid not null,
  name text not null check (name <> ''),
  seed text not null check (seed <> ''),
  frame_size integer not null check (frame_size >= 0),
  frame_sha256 text not null,
  ids text[] not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, pack_id, name),
  foreign key (authority_id, pack_id) references meetings.pack
);

create table meetings.agenda_item (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  position integer not null,
  title text not null check (title <> ''),
  origin text not null check (origin in ('own', 'pack', 'carried')),
  -- The item of an earlier meeting that this one goes on with.
  carried_from uuid,
  pack_id uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  -- Carried forward once: two people who plan at the same time do not double it.
  unique (authority_id, carried_from),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, carried_from) references meetings.agenda_item,
  foreign key (authority_id, pack_id) references meetings.pack,
  check ((origin = 'carried') = (carried_from is not null)),
  check ((origin = 'pack') = (pack_id is not null))
);
create index agenda_item_meeting on meetings.agenda_item (authority_id, meeting_id);

create table meetings.agenda_item_removal (
  authority_id integer not null references platform.authority,
  item_id uuid not null,
  meeting_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, item_id),
  foreign key (authority_id, item_id) references meetings.agenda_item,
  foreign key (authority_id, meeting_id) references meetings.meeting
);

-- Who came, and how. Without an invitation it is somebody who came all the same.
create table meetings.attendance (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  invitation_id uuid,
  agency_id uuid,
  name text not null check (name <> ''),
  agency_name text not null default '',
  attended text not null check (attended in ('in-person', 'video', 'telephone', 'apologies', 'absent')),
  corrects uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, invitation_id) references meetings.invitation,
  foreign key (authority_id, agency_id) references organisation.agency,
  foreign key (authority_id, corrects) references meetings.attendance
);
create unique index attendance_first on meetings.attendance (authority_id, invitation_id)
  where invitation_id is not null and corrects is null;
create index attendance_meeting on meetings.attendance (authority_id, meeting_id);

-- What was said, item by item; a correction names what it corrects and says why.
create table meetings.minute (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid not null,
  text text not null check (text <> ''),
  corrects uuid,
  correction_reason text not null default '' check ((corrects is null) = (correction_reason = '')),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  recorded_by_name text not null default '',
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, item_id) references meetings.agenda_item,
  foreign key (authority_id, corrects) references meetings.minute
);
create index minute_meeting on meetings.minute (authority_id, meeting_id);

create table meetings.decision (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid not null,
  text text not null check (text <> ''),
  reason text not null check (reason <> ''),
  corrects uuid,
  correction_reason text not null default '' check ((corrects is null) = (correction_reason = '')),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  recorded_by_name text not null default '',
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, item_id) references meetings.agenda_item,
  foreign key (authority_id, corrects) references meetings.decision
);
create index decision_meeting on meetings.decision (authority_id, meeting_id);

create table meetings.carried_forward (
  authority_id integer not null references platform.authority,
  item_id uuid not null,
  meeting_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, item_id),
  foreign key (authority_id, item_id) references meetings.agenda_item,
  foreign key (authority_id, meeting_id) references meetings.meeting
);

-- A later meeting of the series took the minutes as a true record, as they stood then.
create table meetings.confirmation (
  authority_id integer not null references platform.authority,
  meeting_id uuid not null,
  at_meeting_id uuid not null check (at_meeting_id <> meeting_id),
  note text not null default '',
  minutes_sha256 text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  recorded_by_name text not null default '',
  primary key (authority_id, meeting_id),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, at_meeting_id) references meetings.meeting
);

create view meetings.standing_series with (security_invoker = true) as
  select series.authority_id, series.id, series.kind, latest.name, latest.purpose, latest.place, latest.chair_id,
         latest.minute_taker_id, latest.is_ended, latest.recorded_at
    from meetings.series series
    cross join lateral (
      select * from meetings.series_terms terms
       where terms.authority_id = series.authority_id and terms.series_id = series.id
       order by terms.recorded_at desc, terms.id desc limit 1) latest;

create view meetings.standing_meeting with (security_invoker = true) as
  select meeting.authority_id, meeting.id, meeting.series_id, meeting.reference, meeting.title, latest.starts_at,
         latest.ends_at, latest.form, latest.place, latest.chair_id, latest.chair_name, latest.minute_taker_id,
         latest.minute_taker_name, coalesce(ended.state, 'planned') as state, coalesce(ended.reason, '') as state_reason,
         confirmed.recorded_at as confirmed_at, confirmed.at_meeting_id as confirmed_at_meeting_id
    from meetings.meeting meeting
    cross join lateral (
      select * from meetings.meeting_plan plan
       where plan.authority_id = meeting.authority_id and plan.meeting_id = meeting.id
       order by plan.recorded_at desc, plan.id desc limit 1) latest
    left join meetings.meeting_end ended
      on ended.authority_id = meeting.authority_id and ended.meeting_id = meeting.id
    left join meetings.confirmation confirmed
      on confirmed.authority_id = meeting.authority_id and confirmed.meeting_id = meeting.id;

-- What no later row corrects.
create view meetings.standing_attendance with (security_invoker = true) as
  select * from meetings.attendance came
   where not exists (select from meetings.attendance later
                      where later.authority_id = came.authority_id and later.corrects = came.id);
create view meetings.standing_minute with (security_invoker = true) as
  select * from meetings.minute said
   where not exists (select from meetings.minute later
                      where later.authority_id = said.authority_id and later.corrects = said.id);
create view meetings.standing_decision with (security_invoker = true) as
  select * from meetings.decision decided
   where not exists (select from meetings.decision later
                      where later.authority_id = decided.authority_id and later.corrects = decided.id);
create view meetings.standing_invitation with (security_invoker = true) as
  select * from meetings.invitation asked
   where not exists (select from meetings.invitation_withdrawal gone
                      where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id);
create view meetings.standing_agenda_item with (security_invoker = true) as
  select * from meetings.agenda_item item
   where not exists (select from meetings.agenda_item_removal gone
                      where gone.authority_id = item.authority_id and gone.item_id = item.id);
grant select on meetings.standing_series, meetings.standing_meeting, meetings.standing_attendance, meetings.standing_minute,
  meetings.standing_decision, meetings.standing_invitation, meetings.standing_agenda_item to "app_role";

-- "M-2111-0004": short enough for the telephone.
create function meetings.next_reference(day date) returns text
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  yymm text := to_char(day, 'YYMM');
  sequence_name text := format('meetings.reference_%s_%s', platform.current_authority(), yymm);
  number text;
begin
  if to_regclass(sequence_name) is null then
    perform pg_advisory_xact_lock(hashtext(sequence_name));
    execute format('create sequence if not exists %s', sequence_name);
  end if;
  number := nextval(sequence_name)::text;
  return format('M-%s-%s', yymm, lpad(number, greatest(4, length(number)), '0'));
end
$$;

-- The meetings that whoever asks is invited to, themselves or with their whole agency. Asked once per statement, and outside
-- row-level security, whose policies rest on it.
create function meetings.invited_to() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select coalesce(array_agg(distinct asked.meeting_id), '{}')
      from meetings.invitation asked
     where asked.authority_id = platform.current_authority()
       and (asked.person_id = platform.current_person()
            or asked.person_id is null and asked.agency_id = (
              select account.agency_id from platform.account account
               where account.authority_id = platform.current_authority() and account.id = platform.current_person()))
       and not exists (select from meetings.invitation_withdrawal gone
                        where gone.authority_id = asked.authority_id and gone.invitation_id = asked.id)
  $$;

-- Which of the records in a frozen pack are closed to whoever reads it now: a restriction set after it was issued holds for
-- it too. Staff by who they are; partners are shown no restricted record at all.
create function meetings.closed_of(shown uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  closed uuid[] := case when children.may_read() then children.closed_children() || front_door.closed_contacts()
                        else front_door.restricted_contacts() || array(
                          select c.id from children.child c
                           where c.authority_id = platform.current_authority() and c.is_restricted) end;
begin
  return array(select unnest(shown) intersect select unnest(closed));
end
$$;
revoke all on function meetings.next_reference(date), meetings.invited_to(), meetings.closed_of(uuid[]) from public;
grant execute on function meetings.next_reference(date), meetings.invited_to(), meetings.closed_of(uuid[]) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['series', 'series_terms', 'meeting', 'meeting_plan', 'meeting_end', 'invitation',
                               'invitation_withdrawal', 'agenda_item', 'agenda_item_removal', 'attendance', 'minute',
                               'decision', 'carried_forward', 'confirmation', 'pack_seed', 'pack', 'pack_version',
                               'pack_sample'] loop
    execute format('alter table meetings.%I enable row level security', owned);
    execute format('create policy own_authority on meetings.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create trigger %1$s_is_a_fact before update or delete on meetings.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on meetings.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on meetings.%I to "app_role"', owned);
  end loop;

  foreach owned in array array['series', 'series_terms', 'meeting', 'meeting_plan', 'meeting_end', 'invitation',
                               'invitation_withdrawal', 'agenda_item', 'agenda_item_removal', 'attendance', 'minute',
                               'decision', 'carried_forward', 'confirmation'] loop
    execute format('create policy recorded_by_those_who_may on meetings.%I for insert
                      with check ((select meetings.may_record()))', owned);
  end loop;
  foreach owned in array array['pack_seed', 'pack', 'pack_version', 'pack_sample'] loop
    execute format('create policy issued_by_those_who_may on meetings.%I for insert
                      with check ((select meetings.may_issue()))', owned);
  end loop;

  -- Partners: the meetings they are invited to, and nothing else.
  foreach owned in array array['meeting_plan', 'meeting_end', 'invitation', 'invitation_withdrawal', 'agenda_item',
                               'agenda_item_removal', 'attendance', 'minute', 'decision', 'carried_forward',
                               'confirmation', 'pack'] loop
    execute format('create policy seen_by_staff_and_invited on meetings.%I for select
                      using ((select meetings.may_see_all())
                             or (select organisation.is_partner())
                                and meeting_id = any ((select meetings.invited_to())::uuid[]))', owned);
  end loop;
  foreach owned in array array['series', 'series_terms', 'pack_seed'] loop
    execute format('create policy seen_by_staff on meetings.%I for select
                      using ((select meetings.may_see_all()))', owned);
  end loop;
end
$$;
create policy seen_by_staff_and_invited on meetings.meeting for select
  using ((select meetings.may_see_all())
         or (select organisation.is_partner()) and id = any ((select meetings.invited_to())::uuid[]));
-- A pack holds rows about children: those who read records see every version, an agency its own alone.
create policy seen_by_readers_and_its_agency on meetings.pack_version for select
  using ((select children.may_read())
         or (select organisation.is_partner()) and agency_id = (select organisation.current_agency())
            and meeting_id = any ((select meetings.invited_to())::uuid[]));
create policy seen_by_readers on meetings.pack_sample for select using ((select children.may_read()));
