-- Files that were brought in: what each run took, and the rows of an extract as they were last taken, so that the same file
-- twice changes nothing.

create table front_door.import_run (
  authority_id integer not null references platform.authority,
  id uuid not null,
  source_system text not null check (source_system <> ''),
  filename text not null check (filename <> ''),
  sha256 text not null,
  -- The file itself, until it has been read.
  content bytea,
  is_dry_run boolean not null,
  takes_valid boolean not null,
  history_before date,
  -- What columns are called in this file: {"received_at": "Contact date"}.
  map jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  -- From 0 to 1, while it runs.
  share real not null default 0,
  -- When whoever reads it last gave a sign of life; silent for long, another takes it up.
  moved_at timestamptz,
  -- How often it was taken up: one that ends its process each time is given up.
  tries integer not null default 0,
  asked_at timestamptz not null default now(),
  asked_by uuid default platform.current_person(),
  ended_at timestamptz,
  rows_read integer not null default 0,
  rows_taken integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_rejected integer not null default 0,
  -- The one sentence when the file could not be read.
  sentence text not null default '',
  primary key (authority_id, id),
  foreign key (authority_id, asked_by) references organisation.person
);
create index import_run_latest on front_door.import_run (authority_id, asked_at desc);
create index import_run_unfinished on front_door.import_run (authority_id, asked_at)
  where state in ('waiting', 'running');

-- What a run has to say about a cell or a row: why it could not be taken, or what was doubtful or changed on the way in.
create table front_door.import_remark (
  authority_id integer not null,
  import_id uuid not null,
  kind text not null check (kind in ('rejected', 'noted')),
  -- In the order of the file.
  place integer not null,
  sheet text,
  -- From 1 as a spreadsheet shows it; 0 for the file as a whole.
  row integer not null,
  column_name text not null,
  value text not null,
  -- What was taken instead of the value.
  taken text not null default '',
  reason text not null,
  todo text not null default '',
  primary key (authority_id, import_id, kind, place),
  foreign key (authority_id, import_id) references front_door.import_run
);

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

-- Whoever brings files in sees what became of them, and nobody else: rejected cells can hold what a row said of a child.
create function front_door.may_import() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or platform.current_roles() && array['performance-analyst', 'administrator']
  $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['import_run', 'import_remark', 'extract_row'] loop
    execute format('alter table front_door.%I enable row level security', owned);
    execute format('create policy own_authority on front_door.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
  end loop;
end
$$;
create policy asked_by_importers on front_door.import_run for insert with check ((select front_door.may_import()));
create policy seen_by_importers on front_door.import_run for select using ((select front_door.may_import()));
create policy moved_on_by_jobs on front_door.import_run for update using ((select platform.is_system()));
create policy told_by_jobs on front_door.import_remark for insert with check ((select platform.is_system()));
create policy seen_by_importers on front_door.import_remark for select using ((select front_door.may_import()));
create policy taken_by_jobs on front_door.extract_row for insert with check ((select platform.is_system()));
create policy known_to_jobs on front_door.extract_row for select using ((select platform.is_system()));

create trigger extract_row_is_a_fact before update or delete on front_door.extract_row
  for each row execute function platform.refuse_change();
create trigger extract_row_is_not_emptied before truncate on front_door.extract_row
  for each statement execute function platform.refuse_change();
grant select, insert on front_door.extract_row to "app_role";
grant select, insert on front_door.import_remark to "app_role";
grant select, insert, update on front_door.import_run to "app_role";
