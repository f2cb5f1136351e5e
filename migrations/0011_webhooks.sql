-- What other systems are told of without asking (webhooks), and what a token without a right to restricted records is not
-- shown.

-- A token reads and decides restricted contacts only when somebody gave it that right.
alter table api.token drop constraint token_scopes_check;
alter table api.token add constraint token_scopes_check check
  (scopes <> '{}' and scopes <@ array['contacts:read', 'contacts:write', 'contacts:restricted']);

-- The contacts with a restricted child, whoever asks: what is told to other systems leaves them out.
create function front_door.restricted_contacts() returns uuid[]
  language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
    select coalesce(array_agg(distinct about.contact_id), '{}')
      from children.child child
      join front_door.contact_child about on about.authority_id = child.authority_id and about.child_id = child.id
     where child.authority_id = platform.current_authority() and child.is_restricted
       and not exists (
         select from front_door.contact_child_removal removed
          where removed.authority_id = about.authority_id and removed.contact_id = about.contact_id
            and removed.child_id = about.child_id)
  $$;
revoke all on function front_door.restricted_contacts() from public;
grant execute on function front_door.restricted_contacts() to "app_role";

create schema webhooks;
grant usage on schema webhooks to "app_role";

-- Those who keep the subscriptions, and the jobs that serve them.
create function webhooks.may_manage() returns boolean
  language sql stable parallel safe
  as $$ select platform.is_system() or platform.current_roles() && array['administrator'] $$;

-- Where another system listens, and for what.
create table webhooks.subscription (
  authority_id integer not null references platform.authority,
  id uuid not null,
  url text not null check (url ~ '^https?://'),
  events text[] not null check (events <> '{}'),
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  -- In words: who ended it, or that the receiver said it is gone.
  ended_why text not null default '',
  primary key (authority_id, id),
  check ((ended_at is null) = (ended_why = ''))
);
create unique index subscription_address on webhooks.subscription (authority_id, url) where ended_at is null;

-- What a subscription signs with, apart from it because only the jobs may read it: not even an administrator's page can.
create table webhooks.secret (
  authority_id integer not null,
  subscription_id uuid not null,
  -- 32 bytes, sealed with the key of the configuration (AES-256-GCM: nonce, tag, bytes).
  sealed bytea not null check (octet_length(sealed) = 60),
  primary key (authority_id, subscription_id),
  foreign key (authority_id, subscription_id) references webhooks.subscription
);

-- One message to one subscription, and how far it is. The id is the webhook-id of every attempt.
create table webhooks.delivery (
  authority_id integer not null,
  id uuid not null,
  subscription_id uuid not null,
  event text not null,
  -- What the event is about, so that it can be asked once more before sending whether it may still be told.
  subject_id uuid,
  -- The exact bytes that are signed and sent.
  body text not null,
  asked_at timestamptz not null default now(),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up', 'withdrawn')),
  -- Attempts since it was asked for, or asked for again.
  tries integer not null default 0,
  next_at timestamptz default now(),
  -- While one worker sends it no other takes it.
  held_until timestamptz,
  settled_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, subscription_id) references webhooks.subscription,
  check ((state = 'waiting') = (next_at is not null)),
  check ((state = 'waiting') = (settled_at is null))
);
create index delivery_due on webhooks.delivery (authority_id, subscription_id, next_at) where state = 'waiting';
create index delivery_latest on webhooks.delivery (authority_id, subscription_id, asked_at desc);
create index delivery_given_up on webhooks.delivery (authority_id, subscription_id, asked_at desc) where state = 'given-up';
create index delivery_arrived on webhooks.delivery (authority_id, subscription_id, settled_at) where state = 'delivered';

-- Each attempt, and what was answered: a status or what went wrong, never the answer itself.
create table webhooks.attempt (
  authority_id integer not null,
  id uuid not null,
  delivery_id uuid not null,
  attempted_at timestamptz not null,
  milliseconds integer not null,
  status integer,
  fault text not null default '',
  primary key (authority_id, id),
  foreign key (authority_id, delivery_id) references webhooks.delivery,
  check (status is not null or fault <> '')
);
create index attempt_delivery on webhooks.attempt (authority_id, delivery_id, attempted_at);
create trigger attempt_is_a_fact before update or delete on webhooks.attempt
  for each row execute function platform.refuse_change();
create trigger attempt_stays before truncate on webhooks.attempt
  for each statement execute function platform.refuse_change();

-- Whether anybody listens for this, so that a fact nobody waits for costs one look.
create function webhooks.is_awaited(for_event text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select exists (
      select from webhooks.subscription
       where authority_id = platform.current_authority() and ended_at is null and for_event = any (events))
  $$;

-- Puts a message on its way to everybody who listens for it, in the transaction of the fact. Whoever records the fact may do
-- this and nothing else here: who listens, and where, is not theirs to read. One that ends at this moment is waited for, so
-- that nothing is put on the way to it afterwards. Answers how many listen.
create function webhooks.publish(for_event text, about uuid, message text) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  told integer;
begin
  insert into webhooks.delivery (authority_id, id, subscription_id, event, subject_id, body)
  select authority_id, gen_random_uuid(), id, for_event, about, message
    from webhooks.subscription
   where authority_id = platform.current_authority() and ended_at is null and for_event = any (events)
     for share;
  get diagnostics told = row_count;
  return told;
end
$$;
revoke all on function webhooks.is_awaited(text), webhooks.publish(text, uuid, text) from public;
grant execute on function webhooks.is_awaited(text), webhooks.publish(text, uuid, text) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['subscription', 'secret', 'delivery', 'attempt'] loop
    execute format('alter table webhooks.%I enable row level security', owned);
    execute format('create policy own_authority on webhooks.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
  end loop;
  foreach owned in array array['subscription', 'delivery'] loop
    execute format('create policy kept_by_administrators on webhooks.%I
                      using ((select webhooks.may_manage())) with check ((select webhooks.may_manage()))', owned);
  end loop;
end
$$;
create policy seen_by_administrators on webhooks.attempt for select using ((select webhooks.may_manage()));
create policy made_by_jobs on webhooks.attempt for insert with check ((select platform.is_system()));
create policy given_by_administrators on webhooks.secret for insert with check ((select webhooks.may_manage()));
create policy read_by_jobs on webhooks.secret for select using ((select platform.is_system()));
grant select, insert, update on webhooks.subscription, webhooks.delivery to "app_role";
grant select, insert on webhooks.secret, webhooks.attempt to "app_role";
