-- Restricted records complete: a guardian who answers for each, reviews of the restriction, and breaking the glass: access
-- for four hours to somebody who was not named, with a reason, told to the guardian and reviewed.

create schema restricted_records;
grant usage on schema restricted_records to "app_role";

-- Each row of children.restriction now says the whole of what stands from then on: category, guardian, readers, and when
-- it is to be looked at again. Rows from before have no guardian: whoever restricted the record answers for it.
alter table children.restriction
  add column guardian_id uuid,
  add column review_due_on date,
  drop constraint restriction_kind_check,
  add constraint restriction_kind_check check (kind in ('set', 'kept', 'changed', 'lifted')),
  add constraint restriction_has_a_guardian check (kind = 'lifted' or (guardian_id is not null and review_due_on is not null)) not valid,
  add foreign key (authority_id, guardian_id) references organisation.person;
create index restriction_latest on children.restriction (authority_id, child_id, recorded_at desc, id desc);

-- Named people belong to one row of the restriction, so that who could open the record on any past day is known.
alter table children.restriction_reader disable trigger user;
alter table children.restriction_reader add column restriction_id uuid;
update children.restriction_reader reader set restriction_id = (
  select r.id from children.restriction r
   where r.authority_id = reader.authority_id and r.child_id = reader.child_id and r.kind = 'set'
   order by r.recorded_at desc, r.id desc limit 1);
alter table children.restriction_reader
  alter column restriction_id set not null,
  drop constraint restriction_reader_pkey,
  add primary key (authority_id, restriction_id, person_id),
  add foreign key (authority_id, restriction_id) references children.restriction;
alter table children.restriction_reader enable trigger user;
create index restriction_reader_person on children.restriction_reader (authority_id, person_id);

-- The restriction of each record as it stands: the latest row, and none once it was lifted.
create view children.standing_restriction with (security_invoker = true) as
  select latest.authority_id, latest.child_id, latest.id, latest.category, latest.reason,
         coalesce(latest.guardian_id, latest.recorded_by) as guardian_id,
         coalesce(latest.review_due_on, (latest.recorded_at at time zone 'Europe/London')::date + 90) as review_due_on,
         latest.recorded_at, latest.recorded_by
    from (select distinct on (authority_id, child_id) * from children.restriction
           order by authority_id, child_id, recorded_at desc, id desc) latest
   where latest.kind <> 'lifted';
grant select on children.standing_restriction to "app_role";

-- Whose work the person asking does now: their own, and that of everybody they cover. Cover of cover is followed. Cover that
-- somebody recorded for themselves opens nothing: it would be a way into any record.
create function organisation.acts_for() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    with recursive turn (person_id) as (
      select platform.current_person()
      union
      select cover.person_id
        from turn join organisation.standing_cover cover
          on cover.authority_id = platform.current_authority() and cover.covered_by = turn.person_id
       where cover.starts_at <= now() and (cover.ends_at is null or cover.ends_at > now())
         and cover.recorded_by is distinct from cover.covered_by)
    select coalesce(array_agg(person_id) filter (where person_id is not null), '{}') from turn
  $$;

-- Somebody broke the glass. Four hours of the database's clock from then; nothing lengthens it.
create table restricted_records.breaking (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  -- To be said and written where the child's name is not: the mail, the guardian's task, the list of breakings.
  child_reference text not null,
  person_id uuid not null,
  reason_kind text not null check (reason_kind in ('danger-now', 'contact-about-child', 'emergency-duty', 'court-or-police', 'other')),
  reason text not null check (reason <> ''),
  broken_at timestamptz not null default now(),
  ends_at timestamptz not null default now() + interval '4 hours',
  -- Who answered for the record then.
  guardian_id uuid not null,
  -- Who reviews it: never whoever broke the glass.
  reviewer_id uuid,
  review_due_at timestamptz not null,
  -- Undone by then it climbs to the reviewer's line manager, who has until this.
  climb_due_at timestamptz not null,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, guardian_id) references organisation.person,
  foreign key (authority_id, reviewer_id) references organisation.person,
  check (ends_at - broken_at = interval '4 hours'),
  check (reviewer_id <> person_id)
);
create index breaking_person on restricted_records.breaking (authority_id, person_id, ends_at);
create index breaking_child on restricted_records.breaking (authority_id, child_id);

-- Given back before the four hours were over, by whoever broke it or by the guardian.
create table restricted_records.breaking_end (
  authority_id integer not null,
  breaking_id uuid not null,
  ended_at timestamptz not null default now(),
  ended_by uuid not null,
  primary key (authority_id, breaking_id),
  foreign key (authority_id, breaking_id) references restricted_records.breaking
);

create table restricted_records.breaking_review (
  authority_id integer not null,
  breaking_id uuid not null,
  verdict text not null check (verdict in ('justified', 'not-justified')),
  reason text not null check (reason <> ''),
  follows text not null default '',
  reviewed_at timestamptz not null default now(),
  reviewed_by uuid not null,
  primary key (authority_id, breaking_id),
  foreign key (authority_id, breaking_id) references restricted_records.breaking
);

create table restricted_records.breaking_climb (
  authority_id integer not null,
  breaking_id uuid not null,
  assigned_to uuid,
  due_at timestamptz not null,
  climbed_at timestamptz not null default now(),
  primary key (authority_id, breaking_id),
  foreign key (authority_id, breaking_id) references restricted_records.breaking,
  foreign key (authority_id, assigned_to) references organisation.person
);

-- Somebody asked for a record and nothing was opened. Asking again and again is fishing, and is stopped.
create table restricted_records.vain_attempt (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  attempted_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, person_id) references organisation.person
);
create index vain_attempt_person on restricted_records.vain_attempt (authority_id, person_id, attempted_at);

-- The records that the person asking answers for: as guardian, in a guardian's place, and where the guardian has left, as one
-- of those who answer for confidentiality, so that no record is ever without anybody.
create function children.guarded_records() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when children.may_read() and not 'partner' = any (platform.current_roles()) then array(
      select stands.child_id
        from children.standing_restriction stands
       where stands.authority_id = platform.current_authority()
         and (stands.guardian_id = any ((select organisation.acts_for())::uuid[])
              or (select organisation.has_role('head-of-service', 'chief-officer', 'director'))
                 and not exists (select from organisation.person guardian
                                  where guardian.authority_id = stands.authority_id and guardian.id = stands.guardian_id
                                    and guardian.is_active)))
    else '{}' end
  $$;

-- The restricted records that stay open to the person asking: those they answer for, and those on which they are named.
create function children.named_records() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when children.may_read() and not 'partner' = any (platform.current_roles()) then children.guarded_records() || array(
      select reader.child_id
        from children.standing_restriction stands
        join children.restriction_reader reader
          on reader.authority_id = stands.authority_id and reader.restriction_id = stands.id
       where stands.authority_id = platform.current_authority() and reader.person_id = platform.current_person())
    else '{}' end
  $$;

-- The restricted records open to the person asking: those that stay open to them and, for four hours, those on which they
-- broke the glass. In one place, so that every policy and every page agree.
create function children.opened_records() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select case when children.may_read() and not 'partner' = any (platform.current_roles()) then children.named_records() || array(
      select broken.child_id
        from restricted_records.breaking broken
       where broken.authority_id = platform.current_authority() and broken.person_id = platform.current_person()
         and broken.broken_at <= now() and broken.ends_at > now()
         and not exists (select from restricted_records.breaking_end given_back
                          where given_back.authority_id = broken.authority_id and given_back.breaking_id = broken.id))
    else '{}' end
  $$;

create or replace function children.may_open_restricted(for_authority integer, for_child uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select platform.is_system()
           or for_authority = platform.current_authority() and for_child = any ((select children.opened_records())::uuid[])
  $$;

create or replace function children.closed_children() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select c.id from children.child c
     where c.authority_id = platform.current_authority() and c.is_restricted
       and c.id <> all ((select children.opened_records())::uuid[]));
end
$$;

-- Which of these are there and open to whoever asks. What is closed is worked out first, whether or not there is such a
-- record: hidden and missing take the same time, and nothing that would tell them apart is asked afterwards.
create function children.open_of(sought uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  closed uuid[] := children.closed_children();
begin
  return array(
    select c.id from children.child c
     where c.authority_id = platform.current_authority() and c.id = any (sought) and not c.id = any (closed)
       and children.may_read());
end
$$;

create function front_door.open_of(sought uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  closed uuid[] := front_door.closed_contacts();
begin
  return front_door.may_read() and exists (
    select from front_door.contact c
     where c.authority_id = platform.current_authority() and c.id = sought and not c.id = any (closed));
end
$$;

-- The restricted records closed to whoever asks that these words lead to: an exact reference, or a name near enough with
-- the exact date of birth. Asked only when somebody has signed in again to break the glass.
create function restricted_records.find_closed(by_reference text, by_name text, born date)
  returns table (child_id uuid, child_reference text, guardian_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$
declare
  closed uuid[] := children.closed_children();
  plain_name text := children.plain(by_name);
begin
  if platform.is_system() or not children.may_read() or 'partner' = any (platform.current_roles()) then
    return;
  end if;
  return query
    with met as (
      select c.id, c.reference, 2::real as nearness
        from children.child c
       where c.authority_id = platform.current_authority() and c.id = any (closed) and by_reference <> ''
         and c.reference = upper(trim(by_reference))
      union all
      select c.id, c.reference, max(similarity(s.words, plain_name))
        from children.child c
        join children.search_text s on s.authority_id = c.authority_id and s.child_id = c.id and s.kind <> 'address'
       where c.authority_id = platform.current_authority() and c.id = any (closed) and plain_name <> ''
         and c.date_of_birth = born
       group by c.id, c.reference)
    select met.id, met.reference, stands.guardian_id from met
      left join children.standing_restriction stands
        on stands.authority_id = platform.current_authority() and stands.child_id = met.id
     where met.nearness >= 0.5 and met.nearness = (select max(nearness) from met);
end
$$;

-- Who read a record or a contact about the child, or asked for it and was refused; for its guardian, and for those who
-- watch reading, where the record is open to them. Outside row-level security, whose array operators would read the whole trail.
create function restricted_records.readings_of(for_child uuid, by_person uuid, since timestamptz, before timestamptz,
                                               most integer, skipped integer)
  returns table (id bigint, recorded_at timestamptz, kind text, person_id uuid, job text, page text, all_of_them bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  touched uuid[] := array[for_child] || array(
    select about.contact_id from front_door.contact_child about
     where about.authority_id = platform.current_authority() and about.child_id = for_child);
begin
  if not (for_child = any (children.guarded_records())
          or organisation.has_role('head-of-service', 'chief-officer', 'director')
             and for_child = any (children.open_of(array[for_child]))) then
    return;
  end if;
  return query
    select e.id, e.recorded_at, e.kind, e.person_id, told.body ->> 'job',
           coalesce(told.body ->> 'page', told.body ->> 'what'), count(*) over ()
      from trail.entry e, lateral (select convert_from(e.body, 'UTF8')::jsonb as body) told
     where e.authority_id = platform.current_authority() and e.kind in ('read', 'refusal') and e.subjects && touched
       and (by_person is null or e.person_id = by_person)
       and (since is null or e.recorded_at >= since) and (before is null or e.recorded_at < before)
     order by e.id desc limit most offset skipped;
end
$$;

revoke all on function organisation.acts_for(), children.opened_records(), children.guarded_records(), children.open_of(uuid[]),
  front_door.open_of(uuid), restricted_records.find_closed(text, text, date),
  restricted_records.readings_of(uuid, uuid, timestamptz, timestamptz, integer, integer) from public;
grant execute on function organisation.acts_for(), children.opened_records(), children.guarded_records(),
  children.open_of(uuid[]), front_door.open_of(uuid), restricted_records.find_closed(text, text, date),
  restricted_records.readings_of(uuid, uuid, timestamptz, timestamptz, integer, integer) to "app_role";

-- A restriction is set by those who may, and kept, changed or lifted by its guardian and by those who may and are named on
-- the record: a broken glass lets nobody name themselves for good.
create function children.may_restrict(for_child uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select for_child = any ((select children.guarded_records())::uuid[])
           or organisation.has_role('service-manager', 'head-of-service', 'chief-officer', 'director')
              and (for_child = any ((select children.named_records())::uuid[])
                   or not exists (select from children.standing_restriction stands
                                   where stands.authority_id = platform.current_authority() and stands.child_id = for_child))
  $$;
revoke all on function children.named_records(), children.may_restrict(uuid) from public;
grant execute on function children.named_records(), children.may_restrict(uuid) to "app_role";
create policy set_by_those_who_may on children.restriction as restrictive for insert
  with check ((select platform.is_system()) or children.may_restrict(child_id));
-- Readers are named with the row of the restriction they belong to, by whoever records it, and never added to it later.
create function children.is_recorded_now(for_restriction uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select exists (
      select from children.restriction r
       where r.authority_id = platform.current_authority() and r.id = for_restriction and r.recorded_at = now()
         and r.recorded_by is not distinct from platform.current_person())
  $$;
revoke all on function children.is_recorded_now(uuid) from public;
grant execute on function children.is_recorded_now(uuid) to "app_role";
create policy named_with_the_restriction on children.restriction_reader as restrictive for insert
  with check (children.is_recorded_now(restriction_id));

-- Who is named on a record is as closed as the record, and to a closed record nothing is added.
create policy not_closed on children.restriction_reader as restrictive for select
  using (child_id <> all ((select children.closed_children())::uuid[]));
do $$
declare
  owned text;
begin
  foreach owned in array array['child_change', 'child_name', 'address', 'service', 'allocation'] loop
    execute format('create policy not_added_while_closed on children.%I as restrictive for insert
                      with check (child_id <> all ((select children.closed_children())::uuid[]))', owned);
  end loop;
end
$$;
create policy not_added_while_closed on children.household_member as restrictive for insert
  with check (child_id is null or child_id <> all ((select children.closed_children())::uuid[]));

-- Whether a record is restricted follows from the facts: the mark is set with them, and by nothing else.
create function children.mark_restricted() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  update children.child set is_restricted = (new.kind <> 'lifted')
   where authority_id = new.authority_id and id = new.child_id and is_restricted <> (new.kind <> 'lifted');
  return null;
end
$$;
create trigger restriction_marks_the_record after insert on children.restriction
  for each row execute function children.mark_restricted();

create function children.mark_follows_restriction() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not platform.is_system() and new.is_restricted <> exists (
    select from children.standing_restriction stands
     where stands.authority_id = new.authority_id and stands.child_id = new.id) then
    raise exception 'the restriction of a record follows from children.restriction' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger mark_follows_restriction before update of is_restricted on children.child
  for each row when (old.is_restricted is distinct from new.is_restricted)
  execute function children.mark_follows_restriction();

-- Those who answer for confidentiality see every breaking, by its reference; the others their own and those they guard.
create function restricted_records.may_watch() returns boolean
  language sql stable parallel safe
  as $$ select organisation.has_role('head-of-service', 'chief-officer', 'director') $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['breaking', 'breaking_end', 'breaking_review', 'breaking_climb', 'vain_attempt'] loop
    execute format('alter table restricted_records.%I enable row level security', owned);
    execute format('create policy own_authority on restricted_records.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create trigger %1$s_is_a_fact before update or delete on restricted_records.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on restricted_records.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on restricted_records.%I to "app_role"', owned);
  end loop;
  foreach owned in array array['breaking_end', 'breaking_review'] loop
    execute format('create policy seen_with_the_breaking on restricted_records.%1$I for select
                      using (exists (select from restricted_records.breaking b
                                      where b.authority_id = %1$I.authority_id and b.id = %1$I.breaking_id))', owned);
  end loop;
end
$$;

create policy seen_by_those_concerned on restricted_records.breaking for select
  using ((select restricted_records.may_watch())
         or (select children.may_read())
            and (person_id = (select platform.current_person())
                 or guardian_id = any ((select organisation.acts_for())::uuid[])
                 or reviewer_id = any ((select organisation.acts_for())::uuid[])
                 or child_id = any ((select children.guarded_records())::uuid[])
                 or exists (select from restricted_records.breaking_climb climb
                             where climb.authority_id = breaking.authority_id and climb.breaking_id = breaking.id
                               and climb.assigned_to = any ((select organisation.acts_for())::uuid[]))));
-- Only for oneself, from now on, on a record that is closed, as a practitioner or a manager: never a partner.
create policy broken_by_oneself on restricted_records.breaking for insert
  with check ((select platform.is_system())
              or (select children.may_read()) and not 'partner' = any ((select platform.current_roles())::text[])
                 and person_id = (select platform.current_person())
                 and child_id = any ((select children.closed_children())::uuid[])
                 and broken_at = now() and ends_at = now() + interval '4 hours');

create policy seen_by_those_concerned on restricted_records.breaking_climb for select
  using ((select restricted_records.may_watch()) or assigned_to = any ((select organisation.acts_for())::uuid[]));
create policy climbed_by_the_job on restricted_records.breaking_climb for insert with check ((select platform.is_system()));

create policy ended_by_those_concerned on restricted_records.breaking_end for insert
  with check (ended_by = (select platform.current_person())
              and exists (select from restricted_records.breaking b
                           where b.authority_id = breaking_end.authority_id and b.id = breaking_end.breaking_id
                             and (b.person_id = breaking_end.ended_by or b.child_id = any ((select children.guarded_records())::uuid[]))));
-- Nobody reviews their own breaking, whatever else they are.
create policy reviewed_by_another on restricted_records.breaking_review for insert
  with check (reviewed_by = (select platform.current_person())
              and exists (select from restricted_records.breaking b
                           where b.authority_id = breaking_review.authority_id and b.id = breaking_review.breaking_id
                             and b.person_id <> breaking_review.reviewed_by));

create policy seen_by_oneself_and_those_who_watch on restricted_records.vain_attempt for select
  using ((select restricted_records.may_watch()) or person_id = (select platform.current_person()));
create policy attempted_by_oneself on restricted_records.vain_attempt for insert
  with check (person_id = (select platform.current_person()) and (select children.may_read()));
