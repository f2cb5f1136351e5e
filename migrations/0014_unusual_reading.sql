-- Unusual reading of children's records: many in an hour, one's own surname, out of hours. Flagged by a job over what was
-- newly trailed, and looked into by those who answer for confidentiality.

create schema unusual_reading;
grant usage on schema unusual_reading to "app_role";

-- Up to which entry of the trail nothing needs to be looked at again.
create table unusual_reading.mark (
  authority_id integer not null references platform.authority,
  entry_id bigint not null,
  looked_at timestamptz not null,
  primary key (authority_id)
);

create table unusual_reading.flag (
  authority_id integer not null,
  id uuid not null,
  kind text not null check (kind in ('many-records', 'own-surname', 'out-of-hours')),
  person_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null check (to_at >= from_at),
  -- Different children, and pages opened.
  children integer not null check (children > 0),
  readings integer not null check (readings > 0),
  -- The one child that an own-surname flag is about.
  child_id uuid,
  due_at timestamptz not null,
  flagged_at timestamptz not null default now(),
  primary key (authority_id, id),
  -- Two workers at once flag once.
  unique nulls not distinct (authority_id, kind, person_id, from_at, child_id),
  foreign key (authority_id, person_id) references organisation.person,
  foreign key (authority_id, child_id) references children.child,
  check ((kind = 'own-surname') = (child_id is not null))
);
create index flag_latest on unusual_reading.flag (authority_id, person_id, kind, to_at desc);

-- What came of looking into it.
create table unusual_reading.finding (
  authority_id integer not null,
  flag_id uuid not null,
  outcome text not null check (outcome in ('for-work', 'reminded', 'passed-on')),
  reason text not null check (reason <> ''),
  found_at timestamptz not null default now(),
  found_by uuid not null,
  primary key (authority_id, flag_id),
  foreign key (authority_id, flag_id) references unusual_reading.flag
);

do $$
declare
  owned text;
begin
  foreach owned in array array['mark', 'flag', 'finding'] loop
    execute format('alter table unusual_reading.%I enable row level security', owned);
    execute format('create policy own_authority on unusual_reading.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
  end loop;
  foreach owned in array array['flag', 'finding'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on unusual_reading.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on unusual_reading.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on unusual_reading.%I to "app_role"', owned);
  end loop;
end
$$;
-- Whoever is flagged is asked by somebody else, and does not watch themselves being watched.
create policy seen_by_those_who_watch on unusual_reading.flag for select
  using ((select restricted_records.may_watch()) and person_id is distinct from (select platform.current_person()));
create policy seen_by_those_who_watch on unusual_reading.finding for select
  using ((select restricted_records.may_watch()));
create policy moved_by_the_job on unusual_reading.mark using ((select platform.is_system()));
grant select, insert, update on unusual_reading.mark to "app_role";
create policy raised_by_the_job on unusual_reading.flag for insert with check ((select platform.is_system()));
-- Nobody looks into their own reading.
create policy found_by_another on unusual_reading.finding for insert
  with check ((select restricted_records.may_watch()) and found_by = (select platform.current_person())
              and exists (select from unusual_reading.flag f
                           where f.authority_id = finding.authority_id and f.id = finding.flag_id and f.person_id <> finding.found_by));
