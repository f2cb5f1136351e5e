-- What the sweep, the board and the measures need beside the tables of the front door.

-- A late recording is answered for by the decider's manager, and climbs like a review while nobody answers.
alter table front_door.late_recording
  add column rung text not null default 'duty-manager'
    check (rung in ('duty-manager', 'service-manager', 'head-of-service')),
  add column is_gap boolean not null default false;

create table front_door.late_recording_climb (
  authority_id integer not null,
  decision_id uuid not null,
  rung text not null check (rung in ('service-manager', 'head-of-service')),
  contact_id uuid not null,
  climbed_at timestamptz not null,
  assigned_to uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, decision_id, rung),
  foreign key (authority_id, decision_id) references front_door.late_recording,
  foreign key (authority_id, assigned_to) references organisation.person
);
create index late_recording_climb_contact on front_door.late_recording_climb (authority_id, contact_id);

do $$
declare
  fact text;
begin
  foreach fact in array array['late_recording_climb'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on front_door.%1$I
                      for each row execute function platform.refuse_change()', fact);
    execute format('create trigger %1$s_stays before truncate on front_door.%1$I
                      for each statement execute function platform.refuse_change()', fact);
    execute format('grant select, insert on front_door.%I to "app_role"', fact);
    execute format('alter table front_door.%I enable row level security', fact);
    execute format('create policy own_authority on front_door.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', fact);
    execute format('create policy recorded_at_the_front_door on front_door.%I for insert
                      with check ((select front_door.may_work()))', fact);
    execute format('create policy seen_by_staff on front_door.%I for select
                      using ((select front_door.may_read())
                             and contact_id <> all ((select front_door.closed_contacts())::uuid[]))', fact);
  end loop;
end
$$;

-- The sweep asks for decisions recorded late in the last days: few, however many were recorded in time.
create index decision_recorded_late on front_door.decision (authority_id, known_at)
  where corrects is null and known_at - decided_at > interval '1 minute';

-- A restricted contact that waits shows on the board as a row without details: when it was received and whether it is
-- in review, so that its clock is seen by those on duty, and nothing else.
create function front_door.closed_waiting()
  returns table (received_at timestamptz, is_in_review boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not front_door.may_read() then
    return;
  end if;
  return query
    select waiting.received_at, review.review_id is not null
      from front_door.awaiting_outcome waiting
      left join front_door.open_review review
        on review.authority_id = waiting.authority_id and review.contact_id = waiting.contact_id
     where waiting.authority_id = platform.current_authority()
       and waiting.contact_id = any (front_door.closed_contacts())
     order by waiting.received_at;
end
$$;

-- The counts over the board: the same for everyone who sees it, restricted contacts counted.
create function front_door.count_waiting(due_soon_by timestamptz, late_by timestamptz)
  returns table (waiting integer, due_soon integer, overdue integer, in_review integer, newest_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not front_door.may_read() then
    return;
  end if;
  return query
    select count(*)::integer, count(*) filter (where open.received_at <= due_soon_by and open.received_at > late_by)::integer,
           count(*) filter (where open.received_at <= late_by)::integer, count(review.review_id)::integer,
           max(open.known_at)
      from front_door.awaiting_outcome open
      left join front_door.open_review review
        on review.authority_id = open.authority_id and review.contact_id = open.contact_id
     where open.authority_id = platform.current_authority();
end
$$;

-- The measures count every contact, restricted ones too: a figure must not depend on who looks at it. So they read
-- through these functions, which give no id, no name and no words, and nothing to partners.

-- One row for each contact received in [from_day, to_day); known_at is null where nobody said when it was recorded.
create function front_door.counted_contacts(from_day date, to_day date)
  returns table (received_on date, received_at timestamptz, known_at timestamptz, team_id uuid, team text,
                 source_code text, is_history boolean, completed_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select contact.received_on, coalesce(waiting.received_at, contact.received_at),
           case when contact.is_known_at_told then contact.known_at end, contact.team_id, team.name, contact.source_code,
           contact.is_history,
           case when waiting.contact_id is null then
             (select min(done.completed_at) from front_door.completed done
               where done.authority_id = contact.authority_id and done.contact_id = contact.id)
           end
      from front_door.contact contact
      left join front_door.awaiting_outcome waiting
        on waiting.authority_id = contact.authority_id and waiting.contact_id = contact.id
      left join organisation.team team on team.authority_id = contact.authority_id and team.id = contact.team_id
     where contact.authority_id = platform.current_authority()
       and contact.received_on >= from_day and contact.received_on < to_day;
end
$$;

-- One row for each child's first decision recorded in [from_at, to_at), with the outcome that stands now. decided_at is
-- null where the lag to its recording cannot be measured.
create function front_door.counted_decisions(from_at timestamptz, to_at timestamptz)
  returns table (known_at timestamptz, decided_at timestamptz, outcome text, team_id uuid, team text,
                 source_code text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select first.known_at, case when first.is_known_at_told then first.decided_at end, standing.outcome, contact.team_id,
           team.name, contact.source_code
      from front_door.decision first
      join front_door.contact contact on contact.authority_id = first.authority_id and contact.id = first.contact_id
      join lateral (
        select latest.outcome from front_door.decision latest
         where latest.authority_id = first.authority_id and latest.contact_id = first.contact_id
           and latest.child_id = first.child_id
         order by latest.corrects is not null desc, latest.recorded_at desc, latest.id desc limit 1) standing on true
      left join organisation.team team on team.authority_id = contact.authority_id and team.id = contact.team_id
     where first.authority_id = platform.current_authority() and first.corrects is null
       and first.known_at >= from_at and first.known_at < to_at and not contact.is_history;
end
$$;

-- One row for each review opened in [from_at, to_at), with how it ended.
create function front_door.counted_reviews(from_at timestamptz, to_at timestamptz)
  returns table (opened_at timestamptz, ended_as text, ended_at timestamptz, missed integer, is_open boolean,
                 team_id uuid, team text, source_code text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select review.opened_at, record.kind, record.known_at, review.missed, open.review_id is not null, contact.team_id,
           team.name, contact.source_code
      from front_door.review review
      join front_door.contact contact on contact.authority_id = review.authority_id and contact.id = review.contact_id
      left join front_door.review_record record
        on record.authority_id = review.authority_id and record.review_id = review.id and record.corrects is null
      left join front_door.open_review open
        on open.authority_id = review.authority_id and open.review_id = review.id
      left join organisation.team team on team.authority_id = contact.authority_id and team.id = contact.team_id
     where review.authority_id = platform.current_authority()
       and review.opened_at >= from_at and review.opened_at < to_at;
end
$$;

-- One row for each child of each contact received in [from_day, to_day): whether there was an earlier contact about the
-- same child in the twelve months before, on an earlier day, so that one incident told twice is not counted as two.
create function front_door.counted_children(from_day date, to_day date)
  returns table (received_on date, team_id uuid, team text, source_code text, came_before boolean)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select contact.received_on, contact.team_id, team.name, contact.source_code, exists (
             select from front_door.contact_child earlier
               join front_door.contact before
                 on before.authority_id = earlier.authority_id and before.id = earlier.contact_id
              where earlier.authority_id = about.authority_id and earlier.child_id = about.child_id
                and before.received_on < contact.received_on
                and before.received_on >= contact.received_on - interval '12 months'
                and not exists (
                  select from front_door.contact_child_removal removed
                   where removed.authority_id = earlier.authority_id and removed.contact_id = earlier.contact_id
                     and removed.child_id = earlier.child_id))
      from front_door.contact contact
      join front_door.contact_child about
        on about.authority_id = contact.authority_id and about.contact_id = contact.id
      left join organisation.team team on team.authority_id = contact.authority_id and team.id = contact.team_id
     where contact.authority_id = platform.current_authority()
       and contact.received_on >= from_day and contact.received_on < to_day
       and not exists (
         select from front_door.contact_child_removal removed
          where removed.authority_id = about.authority_id and removed.contact_id = about.contact_id
            and removed.child_id = about.child_id);
end
$$;

revoke all on function front_door.closed_waiting(), front_door.count_waiting(timestamptz, timestamptz),
  front_door.counted_contacts(date, date),
  front_door.counted_decisions(timestamptz, timestamptz), front_door.counted_reviews(timestamptz, timestamptz),
  front_door.counted_children(date, date) from public;
grant execute on function front_door.closed_waiting(), front_door.count_waiting(timestamptz, timestamptz),
  front_door.counted_contacts(date, date),
  front_door.counted_decisions(timestamptz, timestamptz), front_door.counted_reviews(timestamptz, timestamptz),
  front_door.counted_children(date, date) to "app_role";
