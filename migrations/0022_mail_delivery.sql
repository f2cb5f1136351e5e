-- Mail with a calendar part, in order, once for each fact, and what became of it: taken, come back, delivered.

alter table mail.message
  -- What it is about, for whoever queued it: 'strategy-discussions.invitation' and that invitation's id.
  add column about_kind text check (about_kind <> ''),
  add column about_id uuid,
  -- Messages of one thread to one address leave in the order in which they were queued: an update after its invitation.
  add column thread text check (thread <> ''),
  -- The same fact queues its mail once.
  add column dedupe_key text check (dedupe_key <> ''),
  add column calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  add column calendar_text text check (calendar_text like 'BEGIN:VCALENDAR%'),
  -- The order of queueing, by one counter for every process: ids of two machines can cross.
  add column place bigint generated always as identity,
  add constraint message_about check ((about_kind is null) = (about_id is null)),
  add constraint message_calendar check ((calendar_method is null) = (calendar_text is null)),
  add constraint message_dedupe unique (authority_id, dedupe_key);
create index message_about on mail.message (authority_id, about_kind, about_id) where about_id is not null;
create index message_thread on mail.message (authority_id, thread, to_address, place) where thread is not null;

-- What the service that took it calls it; null where a mail server took it.
alter table mail.attempt add column service_reference uuid;

-- It was taken and came back: by a delivery status notification (RFC 3464) or as the service says.
create table mail.bounce (
  authority_id integer not null,
  id uuid not null,
  message_id uuid not null,
  -- 5.1.1 and the like (RFC 3463), or the service's word for it; never what the other server said.
  code text not null check (code ~ '^[a-z0-9.-]{1,40}$'),
  told_by text not null check (told_by in ('report', 'service')),
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, message_id) references mail.message,
  unique (authority_id, message_id)
);
create index bounce_latest on mail.bounce (authority_id, recorded_at);

-- The service says that it arrived.
create table mail.delivery (
  authority_id integer not null,
  id uuid not null,
  message_id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, message_id) references mail.message,
  unique (authority_id, message_id)
);

-- Projection: what a service took and has not yet said the end of, and when it is asked next.
create table mail.awaited (
  authority_id integer not null,
  message_id uuid not null,
  service_reference uuid not null,
  taken_at timestamptz not null default now(),
  next_ask_at timestamptz not null default now(),
  primary key (authority_id, message_id),
  foreign key (authority_id, message_id) references mail.message
);
create index awaited_due on mail.awaited (authority_id, next_ask_at);

do $$
declare
  owned text;
begin
  foreach owned in array array['bounce', 'delivery', 'awaited'] loop
    execute format('alter table mail.%I enable row level security', owned);
    execute format('create policy own_authority on mail.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy seen_by_those_who_watch on mail.%I for select using ((select mail.may_watch()))', owned);
    execute format('create policy told_to_the_system on mail.%I for insert
                      with check ((select platform.is_system()))', owned);
  end loop;
  foreach owned in array array['bounce', 'delivery'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on mail.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on mail.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on mail.%I to "app_role"', owned);
  end loop;
end
$$;
create policy asked_again on mail.awaited for update using ((select platform.is_system()));
create policy asked_no_more on mail.awaited for delete using ((select platform.is_system()));
grant select, insert, update, delete on mail.awaited to "app_role";

-- The message that a fact has queued before. Whoever queues mail cannot read any.
create function mail.find_by_key(of_key text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select message.id from mail.message message
     where message.authority_id = platform.current_authority() and message.dedupe_key = of_key
  $$;

-- A message given up has been overtaken when a later one of its thread has reached the same mailbox's server: sent after it,
-- it would put an older time into the calendar.
create function mail.is_overtaken(message mail.message) returns boolean
  language sql stable
  as $$
    select message.thread is not null and exists (
      select from mail.message later
       where later.authority_id = message.authority_id and later.thread = message.thread
         and later.to_address = message.to_address and later.place > message.place
         and not exists (select from mail.waiting waiting
                          where waiting.authority_id = later.authority_id and waiting.message_id = later.id))
  $$;

-- Somebody of the authority's own, or a job: not partners, not scrutiny support, not whoever holds a link.
create function mail.is_inside() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or exists (
      select from unnest(platform.current_roles()) role where role not in ('', 'partner', 'scrutiny-support', 'link'))
  $$;

-- What became of each message about these records, for the area that queued them: no address, no words of it.
create function mail.states_of(for_kind text, for_ids uuid[])
  returns table (about_id uuid, message_id uuid, method text, state text, code text, tries integer,
                 queued_at timestamptz, changed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select message.about_id, message.id, message.calendar_method,
           case when bounce.id is not null then 'bounced' when delivery.id is not null then 'delivered'
                when waiting.message_id is null then 'sent'
                when waiting.is_given_up then case when mail.is_overtaken(message) then 'overtaken' else 'given-up' end
                when waiting.attempts > 0 then 'failing' else 'waiting' end,
           coalesce(bounce.code, tried.code, ''), tried.tries::integer, message.queued_at,
           coalesce(bounce.recorded_at, delivery.recorded_at, tried.latest, message.queued_at)
      from mail.message message
      left join mail.waiting waiting on waiting.authority_id = message.authority_id and waiting.message_id = message.id
      left join mail.bounce bounce on bounce.authority_id = message.authority_id and bounce.message_id = message.id
      left join mail.delivery delivery on delivery.authority_id = message.authority_id and delivery.message_id = message.id
      cross join lateral (
        select count(*) as tries, max(attempt.attempted_at) as latest,
               (array_agg(attempt.code order by attempt.id desc))[1] as code
          from mail.attempt attempt
         where attempt.authority_id = message.authority_id and attempt.message_id = message.id) tried
     where message.authority_id = platform.current_authority() and mail.is_inside()
       and message.about_kind = for_kind and message.about_id = any (for_ids)
     order by message.place
  $$;

-- The records of a kind about which somebody was not reached: given up and not overtaken, or come back, since then.
create function mail.undelivered(for_kind text, from_then timestamptz)
  returns table (about_id uuid, message_id uuid, state text, code text, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select message.about_id, message.id, 'bounced', bounce.code, bounce.recorded_at
      from mail.bounce bounce
      join mail.message message on message.authority_id = bounce.authority_id and message.id = bounce.message_id
     where bounce.authority_id = platform.current_authority() and mail.is_inside()
       and message.about_kind = for_kind and bounce.recorded_at >= from_then
    union all
    select message.about_id, message.id, 'given-up', last.code, last.attempted_at
      from mail.waiting waiting
      join mail.message message on message.authority_id = waiting.authority_id and message.id = waiting.message_id
      cross join lateral (
        select attempt.code, attempt.attempted_at from mail.attempt attempt
         where attempt.authority_id = message.authority_id and attempt.message_id = message.id
         order by attempt.id desc limit 1) last
     where waiting.authority_id = platform.current_authority() and mail.is_inside() and waiting.is_given_up
       and message.about_kind = for_kind and last.attempted_at >= from_then
       and not mail.is_overtaken(message)
     order by 5
  $$;

revoke all on function mail.find_by_key(text), mail.states_of(text, uuid[]), mail.undelivered(text, timestamptz) from public;
grant execute on function mail.find_by_key(text), mail.states_of(text, uuid[]), mail.undelivered(text, timestamptz)
  to "app_role";
