-- Who may speak to the interface for other systems, and what was answered under which key.

create schema api;
grant usage on schema api to "app_role";

create table api.token (
  authority_id integer not null references platform.authority,
  id uuid not null,
  name text not null check (name <> ''),
  -- SHA-256 of the token: the token itself is shown once and kept nowhere.
  token_hash bytea not null,
  scopes text[] not null check (scopes <> '{}' and scopes <@ array['contacts:read', 'contacts:write']),
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (authority_id, id),
  unique (authority_id, token_hash)
);

-- The answer that was given under an Idempotency-Key, so that asking again answers again and does nothing.
create table api.answer (
  authority_id integer not null,
  token_id uuid not null,
  key text not null check (key <> ''),
  request_sha256 text not null,
  status integer not null,
  body jsonb not null,
  answered_at timestamptz not null default now(),
  primary key (authority_id, token_id, key),
  foreign key (authority_id, token_id) references api.token
);

-- Whose token this is; nothing for one that was ended or never given.
create function api.find_token(hash bytea)
  returns table (authority_id integer, id uuid, name text, scopes text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select token.authority_id, token.id, token.name, token.scopes from api.token token
     where token.token_hash = hash and token.ended_at is null
  $$;
revoke all on function api.find_token(bytea) from public;
grant execute on function api.find_token(bytea) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['token', 'answer'] loop
    execute format('alter table api.%I enable row level security', owned);
    execute format('create policy own_authority on api.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy kept_by_the_system on api.%I
                      using ((select platform.is_system())) with check ((select platform.is_system()))', owned);
  end loop;
end
$$;
grant select, insert, update on api.token to "app_role";
grant select, insert on api.answer to "app_role";
