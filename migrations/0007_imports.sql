-- Files that were brought in: who asked, what became of each, and every row that could not be taken.

create schema imports;
grant usage on schema imports to "app_role";

create table imports.run (
  authority_id integer not null references platform.authority,
  id uuid not null,
  -- Which kind of file it was taken for; null until it has been looked at.
  kind text,
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
create index run_latest on imports.run (authority_id, asked_at desc);
create index run_unfinished on imports.run (authority_id, asked_at)
  where state in ('waiting', 'running');

-- What a run has to say about a cell or a row: why it could not be taken, or what was doubtful or changed on the way in.
create table imports.remark (
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
  foreign key (authority_id, import_id) references imports.run
);

-- Whoever brings files in sees what became of them, and nobody else: rejected cells can hold what a row said of a child.
create function imports.may_import() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or platform.current_roles() && array['performance-analyst', 'administrator']
  $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['run', 'remark'] loop
    execute format('alter table imports.%I enable row level security', owned);
    execute format('create policy own_authority on imports.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy seen_by_importers on imports.%I for select using ((select imports.may_import()))', owned);
  end loop;
end
$$;
create policy asked_by_importers on imports.run for insert with check ((select imports.may_import()));
create policy moved_on_by_jobs on imports.run for update using ((select platform.is_system()));
create policy told_by_jobs on imports.remark for insert with check ((select platform.is_system()));
grant select, insert on imports.remark to "app_role";
grant select, insert, update on imports.run to "app_role";
