-- Mail that the house sends. A message is put down in the transaction of the fact that it tells of, and sent by a job: if
-- the fact was never committed nobody is told of it, and a mail server that is away loses nothing.

create schema mail;
grant usage on schema mail to "app_role";

-- What is to be sent. It holds no child's name: a reference and a link, which open nothing without signing in.
create table mail.message (
  authority_id integer not null references platform.authority,
  id uuid not null,
  to_address text not null check (to_address <> ''),
  subject text not null check (subject <> '' and subject !~ '[\r\n]'),
  text text not null check (text <> ''),
  queued_at timestamptz not null default now(),
  queued_by uuid default platform.current_person(),
  primary key (authority_id, id)
);
create index message_latest on mail.message (authority_id, queued_at desc);

-- Each try, and what the mail server said to it, by its code alone: its words can hold an address.
create table mail.attempt (
  authority_id integer not null,
  id uuid not null,
  message_id uuid not null,
  result text not null check (result in ('sent', 'failed', 'given-up')),
  code text not null default '',
  attempted_at timestamptz not null default now(),
  primary key (authority_id, id),
  foreign key (authority_id, message_id) references mail.message
);
create index attempt_message on mail.attempt (authority_id, message_id);

-- Projection: what has still to be sent, and when it is tried next. What was given up waits for somebody to look.
create table mail.waiting (
  authority_id integer not null,
  message_id uuid not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  is_given_up boolean not null default false,
  primary key (authority_id, message_id),
  foreign key (authority_id, message_id) references mail.message
);
create index waiting_due on mail.waiting (authority_id, next_attempt_at) where not is_given_up;

-- The administrator sees where mail is stuck; only the job sees and sends it all.
create function mail.may_watch() returns boolean
  language sql stable parallel safe
  as $$ select platform.is_system() or 'administrator' = any (platform.current_roles()) $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['message', 'attempt', 'waiting'] loop
    execute format('alter table mail.%I enable row level security', owned);
    execute format('create policy own_authority on mail.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy seen_by_those_who_watch on mail.%I for select using ((select mail.may_watch()))', owned);
  end loop;
  foreach owned in array array['message', 'attempt'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on mail.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on mail.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on mail.%I to "app_role"', owned);
  end loop;
end
$$;
-- Whatever anybody does may have mail follow from it.
create policy queued_with_the_fact on mail.message for insert with check (true);
create policy queued_with_the_fact on mail.waiting for insert with check (true);
create policy sent_by_the_job on mail.attempt for insert with check ((select platform.is_system()));
create policy tried_again on mail.waiting for update using ((select mail.may_watch()));
create policy sent_by_the_job on mail.waiting for delete using ((select platform.is_system()));
grant select, insert, update, delete on mail.waiting to "app_role";
