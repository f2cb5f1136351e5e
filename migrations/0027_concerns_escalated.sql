-- A partner's concern is escalated like a discussion: when nobody answers it, and when a challenge to it has no discussion to
-- hang on. Until now only what had a discussion climbed, so a concern that was never taken up was nobody's.

-- About a discussion, or about a concern that has none: exactly one of the two.
do $$
declare
  owned text;
begin
  foreach owned in array array['escalation', 'escalation_rung', 'escalation_reply', 'escalation_end'] loop
    execute format('alter table strategy.%1$I
                      alter column discussion_id drop not null,
                      add column concern_id uuid,
                      add foreign key (authority_id, concern_id) references strategy.concern,
                      add constraint %1$s_about_one check (num_nonnulls(discussion_id, concern_id) = 1)', owned);
    -- A concern names no child's record: those who read records read what is escalated about it.
    execute format('drop policy seen_by_staff on strategy.%I', owned);
    execute format('create policy seen_by_staff on strategy.%I for select
                      using ((select strategy.may_read())
                             and (discussion_id is null
                                  or discussion_id <> all ((select strategy.closed_discussions())::uuid[])))', owned);
  end loop;
end
$$;
alter table strategy.escalation add unique (authority_id, concern_id, condition, subject);
create index escalation_rung_concern on strategy.escalation_rung (authority_id, concern_id) where concern_id is not null;

-- The agency sees that its concern climbs; the authority is asked about it, and answers.
drop policy replied_by_its_agency on strategy.escalation_reply;
create policy replied_by_its_agency on strategy.escalation_reply for insert
  with check ((select organisation.is_partner()) and escalation_id in (
    select raised.id from strategy.escalation raised
     where raised.authority_id = escalation_reply.authority_id and raised.condition <> 'raised-by-partner'
       and raised.discussion_id is not null));

-- What a concern came to besides a discussion, from a list, so that "something else" can be looked at.
alter table strategy.concern_answer
  add column came_to text check (came_to in ('contact', 'other-authority', 'raised-before', 'taken-back', 'other')),
  add column contact_id uuid,
  add foreign key (authority_id, contact_id) references front_door.contact,
  add constraint concern_answer_came_to check (came_to is null or kind = 'other'),
  add constraint concern_answer_contact check ((contact_id is not null) = coalesce(came_to = 'contact', false));
create index concern_answer_discussion on strategy.concern_answer (authority_id, discussion_id)
  where discussion_id is not null;
create index challenge_concern on strategy.challenge (authority_id, concern_id) where concern_id is not null;

-- Projection, as strategy.watch is of discussions: while something about a concern can still be late.
create table strategy.concern_watch (
  authority_id integer not null,
  concern_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (authority_id, concern_id),
  foreign key (authority_id, concern_id) references strategy.concern,
  check (until_at is null or until_at >= from_at)
);
create index concern_watch_open on strategy.concern_watch (authority_id, from_at) where until_at is null;
create index concern_watch_span on strategy.concern_watch using gist (tstzrange(from_at, until_at, '[]'))
  where until_at is not null;
alter table strategy.concern_watch enable row level security;
create policy own_authority on strategy.concern_watch as restrictive
  using (authority_id = (select platform.current_authority()));
create policy seen_by_staff on strategy.concern_watch for select using ((select strategy.may_read()));
create policy closed_by_the_job on strategy.concern_watch for update using ((select platform.is_system()));
grant select, update on strategy.concern_watch to "app_role";

-- Whatever anybody records about a concern opens its watch again, and that of the discussion it has come to: a challenge that
-- named none is escalated there from then on. Discussions first, as everybody else who records takes them.
create function strategy.watch_concern_again(for_concern uuid, since timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$
    insert into strategy.watch (authority_id, discussion_id, from_at)
    select distinct said.authority_id, said.discussion_id, since from strategy.concern_answer said
     where said.authority_id = platform.current_authority() and said.concern_id = for_concern
       and said.discussion_id is not null
     order by 2
    on conflict (authority_id, discussion_id)
      do update set until_at = null, from_at = least(strategy.watch.from_at, excluded.from_at);
    insert into strategy.concern_watch (authority_id, concern_id, from_at)
    values (platform.current_authority(), for_concern, since)
    on conflict (authority_id, concern_id)
      do update set until_at = null, from_at = least(strategy.concern_watch.from_at, excluded.from_at)
  $$;

-- What could be late at a moment about concerns. Only for jobs, as strategy.watched_at.
create function strategy.watched_concerns_at(at timestamptz) returns table (concern_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not platform.is_system() then
    raise exception 'only a job may ask what was open' using errcode = 'insufficient_privilege';
  end if;
  return query
    select watch.concern_id from strategy.concern_watch watch
     where watch.authority_id = platform.current_authority() and watch.until_at is null
       and watch.from_at <= watched_concerns_at.at
    union all
    select watch.concern_id from strategy.concern_watch watch
     where watch.authority_id = platform.current_authority() and watch.until_at is not null
       and tstzrange(watch.from_at, watch.until_at, '[]') @> watched_concerns_at.at;
end
$$;
revoke all on function strategy.watch_concern_again(uuid, timestamptz), strategy.watched_concerns_at(timestamptz) from public;
grant execute on function strategy.watch_concern_again(uuid, timestamptz), strategy.watched_concerns_at(timestamptz)
  to "app_role";

-- What waits today climbs from today: concerns without an answer, and challenges without one that hang on no discussion.
insert into strategy.concern_watch (authority_id, concern_id, from_at)
select concern.authority_id, concern.id, concern.known_at from strategy.concern concern
 where not exists (select from strategy.concern_answer said
                    where said.authority_id = concern.authority_id and said.concern_id = concern.id)
    or exists (select from strategy.challenge challenge
                where challenge.authority_id = concern.authority_id and challenge.concern_id = concern.id
                  and challenge.discussion_id is null
                  and not exists (select from strategy.challenge_answer told
                                   where told.authority_id = challenge.authority_id and told.challenge_id = challenge.id));
update strategy.watch watch set until_at = null
 where until_at is not null and exists (
   select from strategy.concern_answer said
     join strategy.challenge challenge
       on challenge.authority_id = said.authority_id and challenge.concern_id = said.concern_id
      and challenge.discussion_id is null
    where said.authority_id = watch.authority_id and said.discussion_id = watch.discussion_id
      and not exists (select from strategy.challenge_answer told
                       where told.authority_id = challenge.authority_id and told.challenge_id = challenge.id));

-- Rungs about a concern count as well: they have no route, no team and no area.
create or replace function strategy.counted_rungs(from_at timestamptz, to_at timestamptz)
  returns table (on_day date, rung integer, due_at timestamptz, answered_at timestamptz, is_needless boolean, partner text,
                 route text, team_id uuid, team text, area text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if organisation.is_partner() then
    return;
  end if;
  return query
    select (opened.opened_at at time zone 'Europe/London')::date, opened.rung, opened.due_at,
           least(replied.at, case when ended.outcome in ('came', 'sent-someone', 'sent-information', 'happened-late', 'answered')
                                  then ended.ended_at end),
           replied.at is null and coalesce(ended.outcome = 'no-longer-needed' and ended.ended_at <= opened.due_at, false),
           escalation.partner, discussion.route, discussion.team_id, team.name, area.name
      from strategy.escalation_rung opened
      join strategy.escalation escalation
        on escalation.authority_id = opened.authority_id and escalation.id = opened.escalation_id
      left join strategy.discussion discussion
        on discussion.authority_id = opened.authority_id and discussion.id = opened.discussion_id
      left join strategy.escalation_end ended
        on ended.authority_id = opened.authority_id and ended.escalation_id = opened.escalation_id
      cross join lateral (
        select min(reply.replied_at) as at from strategy.escalation_reply reply
         where reply.authority_id = opened.authority_id and reply.escalation_id = opened.escalation_id
           and reply.rung = opened.rung) replied
      left join organisation.team team on team.authority_id = discussion.authority_id and team.id = discussion.team_id
      left join organisation.area area on area.authority_id = discussion.authority_id and area.id = discussion.area_id
     where opened.authority_id = platform.current_authority() and opened.opened_at >= from_at and opened.opened_at < to_at;
end
$$;
