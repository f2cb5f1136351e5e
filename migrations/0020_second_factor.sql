-- A second factor: a code from an app on somebody's telephone (TOTP, RFC 6238), beside the password. Whoever signs in for a
-- partner agency has one; others may. Until it is passed in a session, the session enters as a person with no roles, so that
-- row-level security gives nothing, whatever a page does.

-- The secret is sealed by the application with a key that is not in the database. last_step is the time step of the last code
-- that was taken: none is taken twice.
create table platform.second_factor (
  authority_id integer not null,
  person_id uuid not null,
  sealed_secret bytea not null,
  last_step bigint not null,
  set_up_at timestamptz not null default now(),
  primary key (authority_id, person_id),
  foreign key (authority_id, person_id) references platform.account
);

-- For whoever has lost the telephone: each opens once. Hashed like passwords.
create table platform.recovery_code (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  code_hash text not null,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, person_id) references platform.account
);
create index recovery_code_person on platform.recovery_code (authority_id, person_id) where used_at is null;

create table platform.second_factor_reset (
  authority_id integer not null,
  id uuid not null,
  person_id uuid not null,
  reason text not null check (reason <> ''),
  reset_at timestamptz not null default now(),
  reset_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, person_id) references platform.account
);
create trigger second_factor_reset_is_a_fact before update or delete on platform.second_factor_reset
  for each row execute function platform.refuse_change();
create trigger second_factor_reset_stays before truncate on platform.second_factor_reset
  for each statement execute function platform.refuse_change();

alter table platform.session add column second_factor_at timestamptz;

do $$
declare
  owned text;
begin
  foreach owned in array array['second_factor', 'recovery_code', 'second_factor_reset'] loop
    execute format('alter table platform.%I enable row level security', owned);
    execute format('create policy own_authority on platform.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy seen_by_oneself_and_administrators on platform.%I for select
                      using (person_id = (select platform.current_person())
                             or (select platform.current_roles()) && array[''administrator'', ''system''])', owned);
  end loop;
end
$$;
-- That somebody has one, since when, and how many recovery codes are left: never a secret, and never a hash.
grant select (authority_id, person_id, set_up_at) on platform.second_factor to "app_role";
grant select (authority_id, id, person_id, made_at, used_at) on platform.recovery_code to "app_role";
grant select on platform.second_factor_reset to "app_role";

create function platform.needs_second_factor(for_authority integer, for_person uuid, held text[]) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select 'partner' = any (held)
           or exists (select from platform.second_factor f
                       where f.authority_id = for_authority and f.person_id = for_person)
  $$;

-- As before; and a session whose second factor has not been passed is 'second-factor': somebody, with no roles.
create or replace function platform.open_request(session_token_hash bytea)
  returns table (state text, at timestamptz, authority_id integer, authority_name text, is_sample boolean,
                 person_id uuid, person_name text, roles text[], agency_id uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  found_session record;
  waits boolean;
  held text[];
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
  waits := found_session.second_factor_at is null
           and platform.needs_second_factor(found_session.authority_id, found_session.person_id, found_session.account_roles);
  -- Away too long before it was passed: they never were somebody here.
  if waits and not found_session.is_open then
    return;
  end if;
  held := case when waits then '{}' else found_session.account_roles end;
  perform set_config('los.authority', found_session.authority_id::text, true),
          set_config('los.person', found_session.person_id::text, true),
          set_config('los.roles', case when found_session.is_open then array_to_string(held, ',') else '' end, true);
  -- Once a minute is enough for the idle time-out, and spares a write on every page.
  if found_session.is_open and found_session.last_seen_at < now() - interval '1 minute' then
    update platform.session s set last_seen_at = now()
     where s.authority_id = found_session.authority_id and s.token_hash = session_token_hash;
  end if;
  return query select case when waits then 'second-factor' when found_session.is_open then 'open' else 'expired' end, now(),
                      found_session.authority_id, found_session.authority_name, found_session.is_sample,
                      found_session.person_id, found_session.account_name, held,
                      found_session.account_agency;
end
$$;

-- What the pages before the second factor know of a session that is open.
create function platform.session_factor(session_token_hash bytea)
  returns table (authority_id integer, authority_name text, is_sample boolean, person_id uuid, person_name text,
                 sign_in_name text, is_required boolean, is_set_up boolean, is_passed boolean, sealed_secret bytea,
                 at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select s.authority_id, authority.name, authority.is_sample, a.id, a.name, a.sign_in_name, 'partner' = any (a.roles),
           f.person_id is not null, s.second_factor_at is not null, f.sealed_secret, now()
      from platform.session s
      join platform.account a on a.authority_id = s.authority_id and a.id = s.person_id
      join platform.authority authority on authority.authority_id = s.authority_id
      left join platform.second_factor f on f.authority_id = a.authority_id and f.person_id = a.id
     where s.token_hash = session_token_hash and s.ended_at is null and a.is_active and s.ends_at > now()
       and s.last_seen_at + make_interval(mins => s.idle_minutes) > now()
  $$;

-- Marks a session of whoever asks as passed.
create function platform.mark_second_factor(session_token_hash bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  update platform.session s set second_factor_at = now()
   where s.authority_id = platform.current_authority() and s.token_hash = session_token_hash
     and s.person_id = platform.current_person() and s.ended_at is null;
  return found;
end
$$;

create function platform.keep_recovery_codes(ids uuid[], hashes text[]) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    delete from platform.recovery_code
     where authority_id = platform.current_authority() and person_id = platform.current_person();
    insert into platform.recovery_code (authority_id, id, person_id, code_hash)
    select platform.current_authority(), made.id, platform.current_person(), made.hash
      from unnest(ids, hashes) as made (id, hash)
  $$;

-- Sets up the second factor of whoever asks, with its first code; false when they have one already.
create function platform.set_up_second_factor(session_token_hash bytea, sealed bytea, step bigint, ids uuid[], hashes text[])
  returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into platform.second_factor (authority_id, person_id, sealed_secret, last_step)
  values (platform.current_authority(), platform.current_person(), sealed, step) on conflict do nothing;
  if not found then
    return false;
  end if;
  perform platform.keep_recovery_codes(ids, hashes);
  return platform.mark_second_factor(session_token_hash);
end
$$;

-- Takes a code's time step, once; a sample's codes stand on its page, and may be pressed as often as somebody likes.
create function platform.pass_second_factor(session_token_hash bytea, step bigint) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  update platform.second_factor f set last_step = greatest(f.last_step, step)
   where f.authority_id = platform.current_authority() and f.person_id = platform.current_person()
     and (f.last_step < step
          or exists (select from platform.authority a where a.authority_id = f.authority_id and a.is_sample));
  if not found then
    return false;
  end if;
  return platform.mark_second_factor(session_token_hash);
end
$$;

-- The recovery codes of whoever asks that were not used, by hash.
create function platform.unused_recovery_codes() returns table (id uuid, code_hash text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select c.id, c.code_hash from platform.recovery_code c
     where c.authority_id = platform.current_authority() and c.person_id = platform.current_person() and c.used_at is null
  $$;

create function platform.use_recovery_code(session_token_hash bytea, code uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  update platform.recovery_code c set used_at = now()
   where c.authority_id = platform.current_authority() and c.person_id = platform.current_person()
     and c.id = code and c.used_at is null;
  if not found then
    return false;
  end if;
  return platform.mark_second_factor(session_token_hash);
end
$$;

-- An administrator takes somebody's second factor away, with a reason; their sessions end, and they set up another.
create function platform.reset_second_factor(reset_id uuid, for_person uuid, why text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not (platform.is_system() or 'administrator' = any (platform.current_roles()))
     or for_person is not distinct from platform.current_person() then
    raise exception 'a second factor is reset by an administrator, and by another' using errcode = 'insufficient_privilege';
  end if;
  delete from platform.second_factor f
   where f.authority_id = platform.current_authority() and f.person_id = for_person;
  if not found then
    return false;
  end if;
  delete from platform.recovery_code c where c.authority_id = platform.current_authority() and c.person_id = for_person;
  update platform.session s set ended_at = now()
   where s.authority_id = platform.current_authority() and s.person_id = for_person and s.ended_at is null;
  insert into platform.second_factor_reset (authority_id, id, person_id, reason)
  values (platform.current_authority(), reset_id, for_person, why);
  return true;
end
$$;

-- Whoever need not have one turns it off again.
create function platform.drop_second_factor() returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  delete from platform.second_factor f using platform.account a
   where f.authority_id = platform.current_authority() and f.person_id = platform.current_person()
     and a.authority_id = f.authority_id and a.id = f.person_id and not 'partner' = any (a.roles);
  if not found then
    return false;
  end if;
  delete from platform.recovery_code c
   where c.authority_id = platform.current_authority() and c.person_id = platform.current_person();
  return true;
end
$$;

revoke all on function platform.needs_second_factor(integer, uuid, text[]), platform.session_factor(bytea),
  platform.mark_second_factor(bytea), platform.keep_recovery_codes(uuid[], text[]),
  platform.set_up_second_factor(bytea, bytea, bigint, uuid[], text[]), platform.pass_second_factor(bytea, bigint),
  platform.unused_recovery_codes(), platform.use_recovery_code(bytea, uuid),
  platform.reset_second_factor(uuid, uuid, text), platform.drop_second_factor() from public;
grant execute on function platform.session_factor(bytea), platform.keep_recovery_codes(uuid[], text[]),
  platform.set_up_second_factor(bytea, bytea, bigint, uuid[], text[]), platform.pass_second_factor(bytea, bigint),
  platform.unused_recovery_codes(), platform.use_recovery_code(bytea, uuid),
  platform.reset_second_factor(uuid, uuid, text), platform.drop_second_factor() to "app_role";
