-- The rows of an extract as they were last taken, so that the same file twice changes nothing.

create table front_door.extract_row (
  authority_id integer not null,
  source_system text not null,
  source_contact_id text not null,
  source_child_id text not null,
  -- When this state of the row was taken; the latest is the one that stands.
  taken_at timestamptz not null default clock_timestamp(),
  row_sha256 text not null,
  primary key (authority_id, source_system, source_contact_id, source_child_id, taken_at)
);

alter table front_door.extract_row enable row level security;
create policy own_authority on front_door.extract_row as restrictive
  using (authority_id = (select platform.current_authority()));
create policy taken_by_jobs on front_door.extract_row for insert with check ((select platform.is_system()));
create policy known_to_jobs on front_door.extract_row for select using ((select platform.is_system()));
create trigger extract_row_is_a_fact before update or delete on front_door.extract_row
  for each row execute function platform.refuse_change();
create trigger extract_row_is_not_emptied before truncate on front_door.extract_row
  for each statement execute function platform.refuse_change();
grant select, insert on front_door.extract_row to "app_role";
