-- Links that open one thing without signing in: answering an invitation, a calendar to subscribe to. Whoever holds one gets no
-- further than its subject, and row-level security holds that too.

create schema links;
grant usage on schema links to "app_role";

-- A link, by the hash of its token: the token itself is never kept. Purpose and subject are the area's own: which page it
-- opens, and of what.
create table links.link (
  authority_id integer not null references platform.authority,
  id uuid not null,
  purpose text not null check (purpose ~ '^[a-z0-9.-]{1,80}$'),
  subject_id uuid not null,
  token_hash bytea not null check (octet_length(token_hash) = 32),
  made_at timestamptz not null default now(),
  made_by uuid default platform.current_person(),
  -- Null: until it is withdrawn or renewed.
  expires_at timestamptz,
  primary key (authority_id, id)
);
-- Across authorities on purpose: a token is looked up before the authority is known.
create unique index link_token on links.link (token_hash);
create index link_subject on links.link (authority_id, purpose, subject_id);

-- The one answer that was given by it, and with which form: the same form pressed twice is one answer.
create table links.use (
  authority_id integer not null,
  link_id uuid not null,
  form_token uuid not null,
  used_at timestamptz not null default now(),
  primary key (authority_id, link_id),
  foreign key (authority_id, link_id) references links.link
);

create table links.ending (
  authority_id integer not null,
  link_id uuid not null,
  ended_at timestamptz not null default now(),
  ended_by uuid default platform.current_person(),
  primary key (authority_id, link_id),
  foreign key (authority_id, link_id) references links.link
);

create function links.is_link() returns boolean
  language sql stable parallel safe
  as $$ select 'link' = any (platform.current_roles()) $$;

create function links.current_link() returns uuid
  language sql stable parallel safe
  as $$ select case when links.is_link() then nullif(current_setting('los.link', true), '')::uuid end $$;

-- The subject that the link of whoever asks opens, when it is of this purpose; else null. For the policies of areas:
-- `using (id = (select links.subject_of('strategy-discussions.reply')))` opens exactly that row.
create function links.subject_of(of_purpose text) returns uuid
  language sql stable parallel safe
  as $$
    select case when links.is_link() and current_setting('los.link_purpose', true) = of_purpose
                then nullif(current_setting('los.link_subject', true), '')::uuid end
  $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['link', 'use', 'ending'] loop
    execute format('alter table links.%I enable row level security', owned);
    execute format('create policy own_authority on links.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy seen_by_the_system on links.%I for select using ((select platform.is_system()))', owned);
    execute format('create trigger %1$s_is_a_fact before update or delete on links.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on links.%1$I
                      for each statement execute function platform.refuse_change()', owned);
  end loop;
end
$$;
-- Whoever is signed in may make the links that their work asks for; a link makes no other.
create policy made_by_those_inside on links.link for insert with check (not (select links.is_link()));
create policy used_by_its_holder on links.use for insert with check (link_id = (select links.current_link()));
grant insert on links.link, links.use to "app_role";
grant select (authority_id, id, purpose, subject_id, made_at, made_by, expires_at) on links.link to "app_role";
grant select on links.use, links.ending to "app_role";

-- Opens a request by a link: finds it, says how it stands, and sets who is asking for this transaction: the link and nobody
-- else. Its subject is set only while the link is good. `to_answer` holds it, so that two answers at once are one.
-- state: 'open', 'used', 'expired', 'ended', or no row.
create function links.open_request(of_token_hash bytea, of_purpose text, to_answer boolean)
  returns table (state text, at timestamptz, authority_id integer, authority_name text, is_sample boolean, link_id uuid,
                 subject_id uuid, expires_at timestamptz, used_at timestamptz, used_form uuid)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  held links.link;
  found_use links.use;
  how text;
begin
  if to_answer then
    select * into held from links.link link
     where link.token_hash = of_token_hash and link.purpose = of_purpose for update;
  else
    select * into held from links.link link where link.token_hash = of_token_hash and link.purpose = of_purpose;
  end if;
  if not found then
    return;
  end if;
  select * into found_use from links.use use where use.authority_id = held.authority_id and use.link_id = held.id;
  how := case
    when exists (select from links.ending ending
                  where ending.authority_id = held.authority_id and ending.link_id = held.id) then 'ended'
    when held.expires_at <= now() then 'expired'
    when found_use.used_at is not null then 'used'
    else 'open' end;
  perform set_config('los.authority', held.authority_id::text, true), set_config('los.person', '', true),
          set_config('los.roles', 'link', true), set_config('los.link', held.id::text, true),
          set_config('los.link_purpose', held.purpose, true),
          set_config('los.link_subject', case when how in ('open', 'used') then held.subject_id::text else '' end, true);
  return query select how, now(), held.authority_id, authority.name, authority.is_sample, held.id, held.subject_id,
                      held.expires_at, found_use.used_at, found_use.form_token
                 from platform.authority authority where authority.authority_id = held.authority_id;
end
$$;

-- How the links to these subjects stand, without their tokens.
create function links.list_of(of_purpose text, of_subjects uuid[])
  returns table (id uuid, subject_id uuid, made_at timestamptz, made_by uuid, expires_at timestamptz,
                 used_at timestamptz, ended_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select link.id, link.subject_id, link.made_at, link.made_by, link.expires_at, use.used_at, ending.ended_at
      from links.link link
      left join links.use use on use.authority_id = link.authority_id and use.link_id = link.id
      left join links.ending ending on ending.authority_id = link.authority_id and ending.link_id = link.id
     where link.authority_id = platform.current_authority() and not links.is_link()
       and link.purpose = of_purpose and link.subject_id = any (of_subjects)
     order by link.made_at, link.id
  $$;

-- The link of a token, within the authority of whoever asks.
create function links.find_link(of_token_hash bytea, of_purpose text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select link.id from links.link link
     where link.authority_id = platform.current_authority() and not links.is_link()
       and link.token_hash = of_token_hash and link.purpose = of_purpose
  $$;

-- Ends every link of this purpose to this subject that has not ended. Answers which.
create function links.end_of(of_purpose text, of_subject uuid) returns setof uuid
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    insert into links.ending (authority_id, link_id)
    select link.authority_id, link.id from links.link link
     where link.authority_id = platform.current_authority() and not links.is_link()
       and link.purpose = of_purpose and link.subject_id = of_subject
    on conflict do nothing
    returning link_id
  $$;

revoke all on function links.open_request(bytea, text, boolean), links.list_of(text, uuid[]),
  links.find_link(bytea, text), links.end_of(text, uuid) from public;
grant execute on function links.open_request(bytea, text, boolean), links.list_of(text, uuid[]),
  links.find_link(bytea, text), links.end_of(text, uuid) to "app_role";

-- Mail that carries such a link: made when it is sent, so that the outbox holds none that opens anything.
alter table mail.message
  add column link_purpose text,
  add column link_subject_id uuid,
  add column link_expires_at timestamptz,
  add constraint message_link check ((link_purpose is null) = (link_subject_id is null)),
  add constraint message_link_expires check (link_purpose is not null or link_expires_at is null);
-- The calendar part of a message, for whoever holds the link to it: where mail goes by a service that cannot carry it.
create policy opened_by_its_link on mail.message for select
  using (id = (select links.subject_of('mail.calendar')));
