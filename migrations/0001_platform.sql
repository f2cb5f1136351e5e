-- The platform: who is asking, sign-in, forms, and the trail. Every later schema leans on this one.
-- "app_role" stands for the role the application signs in with; the runner puts in the real name.

create schema platform;
create schema trail;
grant usage on schema platform, trail to "app_role";

-- Who is asking. Set once at the start of each transaction by the application. After a transaction
-- a setting reads '' and not NULL, hence nullif.
create function platform.current_authority() returns integer
  language sql stable parallel safe
  as $$ select nullif(current_setting('los.authority', true), '')::integer $$;

create function platform.current_person() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('los.person', true), '')::uuid $$;

create function platform.current_roles() returns text[]
  language sql stable parallel safe
  as $$ select string_to_array(coalesce(current_setting('los.roles', true), ''), ',') $$;

-- A job or a command, with nobody signed in. It sees every record of its authority, and the trail says which job it was.
create function platform.is_system() returns boolean
  language sql stable parallel safe
  as $$ select 'system' = any (platform.current_roles()) $$;

-- A fact is never changed and never deleted, whoever asks: a correction is a new row that names the old one.
create function platform.refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception '% on %.% refused: facts are appended, a correction is a new row', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create table platform.authority (
  authority_id integer primary key,
  name text not null check (name <> ''),
  is_sample boolean not null default false,
  created_at timestamptz not null default now()
);
alter table platform.authority enable row level security;
create policy own_authority on platform.authority using (authority_id = platform.current_authority());
grant select on platform.authority to "app_role";

-- One person who can sign in, with what the access decision needs. The organisation area keeps the rest.
create table platform.account (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  sign_in_name text not null check (sign_in_name = lower(sign_in_name) and sign_in_name <> ''),
  password_hash text,
  roles text[] not null default '{}',
  agency_id uuid,
  is_active boolean not null default true,
  primary key (authority_id, id)
);
-- Across authorities on purpose: a sign-in name is looked up before the authority is known.
create unique index account_sign_in_name on platform.account (sign_in_name);
alter table platform.account enable row level security;
create policy own_authority on platform.account using (authority_id = platform.current_authority());
grant select (authority_id, id, name, sign_in_name, roles, agency_id, is_active) on platform.account to "app_role";
grant insert on platform.account to "app_role";
grant update (name, sign_in_name, password_hash, roles, agency_id, is_active) on platform.account to "app_role";

-- Opaque sessions: the browser holds a random token, the database its SHA-256.
create table platform.session (
  authority_id integer not null,
  token_hash bytea not null,
  person_id uuid not null,
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  idle_minutes integer not null check (idle_minutes > 0),
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (authority_id, token_hash),
  foreign key (authority_id, person_id) references platform.account
);
create unique index session_token on platform.session (token_hash);
create index session_person on platform.session (authority_id, person_id);
alter table platform.session enable row level security;
create policy own_sessions on platform.session
  using (authority_id = platform.current_authority() and person_id = platform.current_person());
grant select on platform.session to "app_role";

-- A one-time link with which a new person sets a password.
create table platform.invitation (
  authority_id integer not null,
  token_hash bytea not null,
  person_id uuid not null,
  made_at timestamptz not null default now(),
  ends_at timestamptz not null,
  used_at timestamptz,
  primary key (authority_id, token_hash),
  foreign key (authority_id, person_id) references platform.account
);
create unique index invitation_token on platform.invitation (token_hash);
alter table platform.invitation enable row level security;
create policy own_authority on platform.invitation using (authority_id = platform.current_authority());
grant select, insert on platform.invitation to "app_role";

-- Failed sign-ins by the hash of whatever name was typed, so that unknown names are slowed exactly like known ones.
create table platform.sign_in_failure (
  name_hash bytea not null,
  failed_at timestamptz not null default now()
);
create index sign_in_failure_recent on platform.sign_in_failure (name_hash, failed_at);

-- What a form was answered with: pressing twice records once.
create table platform.submission (
  authority_id integer not null,
  token uuid not null,
  person_id uuid not null,
  recorded_at timestamptz not null default now(),
  location text not null,
  primary key (authority_id, token)
);
alter table platform.submission enable row level security;
create policy own_submissions on platform.submission
  using (authority_id = platform.current_authority() and person_id = platform.current_person());
grant select, insert on platform.submission to "app_role";

-- What a person has typed and not yet sent. It holds children's data, so only its author may read it.
create table platform.draft (
  authority_id integer not null,
  person_id uuid not null,
  form text not null,
  answers jsonb not null,
  saved_at timestamptz not null default now(),
  primary key (authority_id, person_id, form)
);
alter table platform.draft enable row level security;
create policy own_drafts on platform.draft
  using (authority_id = platform.current_authority() and person_id = platform.current_person());
grant select, insert, update, delete on platform.draft to "app_role";

-- Search words stay here, out of every address: a result stands under the row's opaque id.
create table platform.search (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  words jsonb not null,
  searched_at timestamptz not null default now(),
  primary key (authority_id, id)
);
alter table platform.search enable row level security;
create policy own_searches on platform.search
  using (authority_id = platform.current_authority() and person_id = platform.current_person());
grant select, insert on platform.search to "app_role";

-- The trail. body holds the exact bytes that will later be hashed into the Merkle tree; the other columns repeat
-- parts of it for finding entries again.
create table trail.entry (
  authority_id integer not null,
  id bigint generated always as identity,
  recorded_at timestamptz not null default now(),
  kind text not null check (kind in ('change', 'read', 'refusal', 'run')),
  action text not null,
  person_id uuid,
  subjects uuid[] not null default '{}',
  body bytea not null,
  primary key (authority_id, id)
);
create index entry_subjects on trail.entry using gin (subjects);
create index entry_person on trail.entry (authority_id, person_id, recorded_at);
create trigger entry_is_a_fact before update or delete on trail.entry
  for each row execute function platform.refuse_change();
create trigger entry_stays before truncate on trail.entry
  for each statement execute function platform.refuse_change();
alter table trail.entry enable row level security;
create policy own_authority on trail.entry using (authority_id = platform.current_authority());
grant select, insert on trail.entry to "app_role";

-- Opens a request: finds the session, checks it is alive, and sets who is asking for this transaction.
-- state: 'open', 'expired' (the person is known, so that what they typed can be kept) or no row.
create function platform.open_request(session_token_hash bytea)
  returns table (state text, at timestamptz, authority_id integer, authority_name text, is_sample boolean,
                 person_id uuid, person_name text, roles text[], agency_id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  found_session record;
begin
  select s.*, a.name as account_name, a.roles as account_roles, a.agency_id as account_agency, a.is_active,
         authority.name as authority_name, authority.is_sample,
         s.ended_at is null and a.is_active and s.ends_at > now()
           and s.last_seen_at + make_interval(mins => s.idle_minutes) > now() as is_open
    into found_session
    from platform.session s
    join platform.account a on a.authority_id = s.authority_id and a.id = s.person_id
    join platform.authority authority on authority.authority_id = s.authority_id
   where s.token_hash = session_token_hash;
  if not found then
    return;
  end if;
  -- A signed-out or disabled person is nobody at all; one who was away too long is still known.
  if found_session.ended_at is not null or not found_session.is_active then
    return;
  end if;
  perform set_config('los.authority', found_session.authority_id::text, true),
          set_config('los.person', found_session.person_id::text, true),
          set_config('los.roles',
                     case when found_session.is_open then array_to_string(found_session.account_roles, ',') else '' end,
                     true);
  -- Once a minute is enough for the idle time-out, and spares a write on every page.
  if found_session.is_open and found_session.last_seen_at < now() - interval '1 minute' then
    update platform.session s set last_seen_at = now()
     where s.authority_id = found_session.authority_id and s.token_hash = session_token_hash;
  end if;
  return query select case when found_session.is_open then 'open' else 'expired' end, now(),
                      found_session.authority_id, found_session.authority_name, found_session.is_sample,
                      found_session.person_id, found_session.account_name, found_session.account_roles,
                      found_session.account_agency;
end
$$;

create function platform.start_session(session_token_hash bytea, for_authority integer, for_person uuid,
                                       idle_minutes integer, absolute_minutes integer)
  returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    insert into platform.session (authority_id, token_hash, person_id, idle_minutes, ends_at)
    select a.authority_id, session_token_hash, a.id, start_session.idle_minutes,
           now() + make_interval(mins => absolute_minutes)
      from platform.account a
     where a.authority_id = for_authority and a.id = for_person and a.is_active
  $$;

create function platform.end_session(session_token_hash bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ update platform.session set ended_at = now() where token_hash = session_token_hash and ended_at is null $$;

-- The stored password hash of a sign-in name, before anybody is signed in.
create function platform.find_credential(for_name text)
  returns table (authority_id integer, person_id uuid, person_name text, password_hash text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select a.authority_id, a.id, a.name, a.password_hash
      from platform.account a where a.sign_in_name = lower(for_name) and a.is_active
  $$;

create function platform.recent_failures(for_name_hash bytea, within_minutes integer)
  returns table (failures bigint, latest timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select count(*), max(failed_at) from platform.sign_in_failure
     where name_hash = for_name_hash and failed_at > now() - make_interval(mins => within_minutes)
  $$;

create function platform.record_failure(for_name_hash bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    delete from platform.sign_in_failure where failed_at < now() - interval '1 day';
    insert into platform.sign_in_failure (name_hash) values (for_name_hash)
  $$;

create function platform.forget_failures(for_name_hash bytea) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ delete from platform.sign_in_failure where name_hash = for_name_hash $$;

-- Who a one-time link is for, while it can still be used.
create function platform.find_invitation(invitation_token_hash bytea)
  returns table (authority_id integer, person_id uuid, person_name text, sign_in_name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select i.authority_id, i.person_id, a.name, a.sign_in_name
      from platform.invitation i
      join platform.account a on a.authority_id = i.authority_id and a.id = i.person_id
     where i.token_hash = invitation_token_hash and i.used_at is null and i.ends_at > now() and a.is_active
  $$;

-- Uses the link once: sets the password and answers whose it now is, or no row when somebody was quicker.
create function platform.use_invitation(invitation_token_hash bytea, new_password_hash text)
  returns table (authority_id integer, person_id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  return query
    with used as (
      update platform.invitation i set used_at = now()
       where i.token_hash = invitation_token_hash and i.used_at is null and i.ends_at > now()
      returning i.authority_id, i.person_id
    )
    update platform.account a set password_hash = new_password_hash
      from used where a.authority_id = used.authority_id and a.id = used.person_id and a.is_active
    returning a.authority_id, a.id;
end
$$;

-- The authorities a job has to run for: it runs with nobody signed in and visits each in turn.
create function platform.list_authorities()
  returns table (authority_id integer, name text, is_sample boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select a.authority_id, a.name, a.is_sample from platform.authority a order by a.authority_id $$;

create function platform.add_authority(new_id integer, new_name text, sample boolean) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    insert into platform.authority (authority_id, name, is_sample) values (new_id, new_name, sample)
    on conflict do nothing
  $$;

-- The people of sample authorities, for a sign-in page with one press each. A real authority has none to show.
create function platform.list_sample_people()
  returns table (authority_id integer, person_id uuid, name text, roles text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select a.authority_id, a.id, a.name, a.roles
      from platform.account a join platform.authority authority using (authority_id)
     where authority.is_sample and a.is_active and cardinality(a.roles) > 0
     order by a.roles[1], a.name
  $$;

revoke all on function platform.list_sample_people(), platform.open_request(bytea), platform.start_session(bytea, integer, uuid, integer, integer),
  platform.end_session(bytea), platform.find_credential(text), platform.recent_failures(bytea, integer),
  platform.record_failure(bytea), platform.forget_failures(bytea), platform.find_invitation(bytea),
  platform.use_invitation(bytea, text), platform.list_authorities(), platform.add_authority(integer, text, boolean)
  from public;
grant execute on function platform.list_sample_people(), platform.open_request(bytea), platform.start_session(bytea, integer, uuid, integer, integer),
  platform.end_session(bytea), platform.find_credential(text), platform.recent_failures(bytea, integer),
  platform.record_failure(bytea), platform.forget_failures(bytea), platform.find_invitation(bytea),
  platform.use_invitation(bytea, text), platform.list_authorities(), platform.add_authority(integer, text, boolean)
  to "app_role";
