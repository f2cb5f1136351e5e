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
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
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
  -- The team that the row names, as the file writes it: who is asked to mend it.
  team text not null default '',
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
-- Cancels a run that has not ended, for those who bring files in: the one thing about a run that a person may change.
create function imports.cancel_run(run_id uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not imports.may_import() then
    return false;
  end if;
  update imports.run set state = 'cancelled', ended_at = clock_timestamp(), content = null
   where authority_id = platform.current_authority() and id = run_id and state in ('waiting', 'running');
  return found;
end
$$;

-- What there is to mend, counted: no row, no value, no child, so that managers can see it who see no imports.
create function imports.counted_remarks(from_day date, to_day date)
  returns table (run_id uuid, filename text, asked_on date, kind text, column_name text, team text, many integer)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select run.id, run.filename, (run.asked_at at time zone 'Europe/London')::date, remark.kind, remark.column_name,
           remark.team, count(*)::integer
      from imports.run run
      join imports.remark remark on remark.authority_id = run.authority_id and remark.import_id = run.id
     where run.authority_id = platform.current_authority() and not run.is_dry_run and remark.row > 0
       and (run.asked_at at time zone 'Europe/London')::date >= from_day
       and (run.asked_at at time zone 'Europe/London')::date < to_day
     group by 1, 2, 3, 4, 5, 6;
end
$$;

-- How many rows were read, by file, beside what there is to mend.
create function imports.counted_runs(from_day date, to_day date)
  returns table (run_id uuid, asked_on date, rows_read integer)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select run.id, (run.asked_at at time zone 'Europe/London')::date, run.rows_read
      from imports.run run
     where run.authority_id = platform.current_authority() and not run.is_dry_run and run.state = 'done'
       and (run.asked_at at time zone 'Europe/London')::date >= from_day
       and (run.asked_at at time zone 'Europe/London')::date < to_day;
end
$$;
revoke all on function imports.cancel_run(uuid), imports.counted_remarks(date, date), imports.counted_runs(date, date)
  from public;
grant execute on function imports.cancel_run(uuid), imports.counted_remarks(date, date), imports.counted_runs(date, date)
  to "app_role";

create policy asked_by_importers on imports.run for insert with check ((select imports.may_import()));
create policy moved_on_by_jobs on imports.run for update using ((select platform.is_system()));
create policy told_by_jobs on imports.remark for insert with check ((select platform.is_system()));
grant select, insert on imports.remark to "app_role";
grant select, insert, update on imports.run to "app_role";
