-- Mends of the strategy discussions and of the meetings that look at them: undelivered mail is chased until somebody has rung,
-- a partner keeps a promise from their own page, an enquiry is what its outcome says, and an agenda is put in order.

-- Mail about an invitation did not arrive, and somebody told them in another way: which mail, whom and when. What is mailed
-- afterwards is another message, and is chased anew.
create table strategy.invitation_told (
  authority_id integer not null,
  message_id uuid not null,
  invitation_id uuid not null,
  discussion_id uuid not null,
  told_name text not null check (told_name <> ''),
  told_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, message_id),
  foreign key (authority_id, message_id) references mail.message,
  foreign key (authority_id, invitation_id) references strategy.invitation,
  foreign key (authority_id, discussion_id) references strategy.discussion
);
create index invitation_told_invitation on strategy.invitation_told (authority_id, invitation_id);
create index invitation_told_discussion on strategy.invitation_told (authority_id, discussion_id);

alter table strategy.invitation_told enable row level security;
create policy own_authority on strategy.invitation_told as restrictive
  using (authority_id = (select platform.current_authority()));
create policy recorded_by_staff on strategy.invitation_told for insert with check ((select strategy.may_work()));
create policy seen_by_staff on strategy.invitation_told for select
  using ((select strategy.may_read()) and discussion_id <> all ((select strategy.closed_discussions())::uuid[]));
create trigger invitation_told_is_a_fact before update or delete on strategy.invitation_told
  for each row execute function platform.refuse_change();
create trigger invitation_told_stays before truncate on strategy.invitation_told
  for each statement execute function platform.refuse_change();
grant select, insert on strategy.invitation_told to "app_role";

-- What an agency promised to send about a discussion that whoever asks is part of: theirs to keep, and nobody else's.
create function strategy.is_own_promise(promise uuid, for_discussion uuid, as_partner text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select organisation.is_partner() and exists (
      select from strategy.information promised
       where promised.authority_id = platform.current_authority() and promised.id = promise and promised.is_promised
         and promised.discussion_id = for_discussion and promised.partner = as_partner
         and promised.agency_id = organisation.current_agency())
      and for_discussion = any (strategy.partner_discussions())
  $$;
revoke all on function strategy.is_own_promise(uuid, uuid, text) from public;
grant execute on function strategy.is_own_promise(uuid, uuid, text) to "app_role";

-- A partner sends what their agency promised, under their own name; whatever else is said is taken down by the authority.
drop policy sent_by_its_agency on strategy.information;
create policy sent_as_its_agency_promised on strategy.information for insert
  with check (agency_id = (select organisation.current_agency()) and recorded_by = (select platform.current_person())
              and not is_promised and strategy.is_own_promise(fulfils, discussion_id, partner));

-- Single or joint as the outcome of the discussion that began it says last: a correction of the outcome is one of the enquiry.
-- An outcome that is corrected to something else ends no enquiry, which goes on as it was until somebody ends it.
create or replace view strategy.standing_section_47 with (security_invoker = true) as
  select enquiry.authority_id, enquiry.id, enquiry.discussion_id, enquiry.child_id,
         coalesce((
           select case decided.outcome when 'section-47-joint' then 'joint' else 'single' end
             from strategy.child_outcome decided
            where decided.authority_id = enquiry.authority_id and decided.discussion_id = enquiry.discussion_id
              and decided.child_id = enquiry.child_id and decided.outcome in ('section-47-single', 'section-47-joint')
            order by decided.known_at desc, decided.id desc limit 1), enquiry.kind) as kind,
         coalesce(redated.started_at, enquiry.started_at) as started_at, enquiry.authorised_by, enquiry.authorised_by_name,
         coalesce(redated.conference_due_on, enquiry.conference_due_on) as conference_due_on, enquiry.known_at,
         enquiry.recorded_at, enquiry.recorded_by
    from strategy.section_47 enquiry
    left join strategy.section_47_redating redated
      on redated.authority_id = enquiry.authority_id and redated.section_47_id = enquiry.id
     and not exists (select from strategy.section_47_redating later
                      where later.authority_id = redated.authority_id and later.replaces = redated.id);

-- As before, with enquiries on the day on which they stand: a correction of when it was held moves the enquiry with it.
create or replace function strategy.process_events(from_day date, to_day date, key bigint, open_only boolean)
  returns table (child bigint, contact bigint, at timestamptz, is_day boolean, activity text, route text, area_id uuid,
                 team_id uuid, agency text, role text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off
  as $$
declare
  authority integer := platform.current_authority();
  closed uuid[] := '{}';
  from_at timestamptz := from_day::timestamp at time zone 'Europe/London';
  to_at timestamptz := to_day::timestamp at time zone 'Europe/London';
begin
  if organisation.is_partner() or open_only and not children.may_read() then
    return;
  end if;
  if open_only then
    closed := children.closed_children();
  end if;
  return query
    with held as (
      select settled.discussion_id, settled.happened_at, settled.is_emergency_call from strategy.settlement settled
       where settled.authority_id = authority and settled.kind = 'held'
         and not exists (select from strategy.settlement later
                          where later.authority_id = authority and later.replaces = settled.id)),
    happened (discussion_id, child_id, happened_at, is_day, activity, role) as (
      select about.discussion_id, about.child_id, discussion.reasonable_cause_at, false, 'discussion-due', 'decider'
        from strategy.discussion discussion
        join strategy.discussion_child about
          on about.authority_id = discussion.authority_id and about.discussion_id = discussion.id
       where discussion.authority_id = authority
         and discussion.reasonable_cause_at >= from_at and discussion.reasonable_cause_at < to_at
      union all
      select about.discussion_id, about.child_id, held.happened_at, false, 'discussion-held', 'chair'
        from held
        join strategy.discussion_child about on about.authority_id = authority and about.discussion_id = held.discussion_id
       where held.happened_at >= from_at and held.happened_at < to_at
      union all
      select about.discussion_id, about.child_id, first.circulated_at, false, 'discussion-circulated', 'chair'
        from (select sent.discussion_id, min(sent.circulated_at) as circulated_at from strategy.circulation sent
               where sent.authority_id = authority group by sent.discussion_id) first
        join strategy.discussion_child about on about.authority_id = authority and about.discussion_id = first.discussion_id
       where first.circulated_at >= from_at and first.circulated_at < to_at
      union all
      select begun.discussion_id, begun.child_id, begun.started_at, false, 'section-47-started', 'team-manager'
        from strategy.standing_section_47 begun
       where begun.authority_id = authority and begun.started_at >= from_at and begun.started_at < to_at
         and not exists (select from case_records.section_47 told
                          where told.authority_id = authority and told.child_id = begun.child_id
                            and told.on_day = (begun.started_at at time zone 'Europe/London')::date)
      union all
      select step.discussion_id, step.child_id, step.held_on::timestamp at time zone 'Europe/London', true,
             'conference-held', 'conference-chair'
        from strategy.conference_step step
       where step.authority_id = authority and step.kind = 'held' and step.held_on >= from_day and step.held_on < to_day
         and not exists (select from strategy.conference_step later
                          where later.authority_id = authority and later.replaces = step.id)
         and not exists (select from case_records.section_47 told
                          where told.authority_id = authority and told.child_id = step.child_id
                            and told.conference_on = step.held_on))
    select uuid_hash_extended(h.child_id, key),
           case when discussion.contact_id is null then null else uuid_hash_extended(discussion.contact_id, key) end,
           h.happened_at, h.is_day, h.activity, discussion.route, discussion.area_id, discussion.team_id,
           'local-authority', h.role
      from happened h
      join strategy.discussion discussion on discussion.authority_id = authority and discussion.id = h.discussion_id
     where not exists (select from strategy.discussion_child_removal removed
                        where removed.authority_id = authority and removed.discussion_id = h.discussion_id
                          and removed.child_id = h.child_id)
       and (not open_only or h.child_id <> all (closed));
end
$$;

-- An agenda is put in another order: which item was moved, and the whole order after it. The latest stands; what was added
-- since comes at the end.
create table meetings.agenda_order (
  authority_id integer not null references platform.authority,
  id uuid not null,
  meeting_id uuid not null,
  item_id uuid not null,
  moved text not null check (moved in ('up', 'down')),
  item_ids uuid[] not null check (item_id = any (item_ids)),
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, meeting_id) references meetings.meeting,
  foreign key (authority_id, item_id) references meetings.agenda_item
);
create index agenda_order_latest on meetings.agenda_order (authority_id, meeting_id, recorded_at desc);

alter table meetings.agenda_order enable row level security;
create policy own_authority on meetings.agenda_order as restrictive
  using (authority_id = (select platform.current_authority()));
create policy recorded_by_those_who_may on meetings.agenda_order for insert with check ((select meetings.may_record()));
create policy seen_by_staff_and_invited on meetings.agenda_order for select
  using ((select meetings.may_see_all())
         or (select organisation.is_partner()) and meeting_id = any ((select meetings.invited_to())::uuid[]));
create trigger agenda_order_is_a_fact before update or delete on meetings.agenda_order
  for each row execute function platform.refuse_change();
create trigger agenda_order_stays before truncate on meetings.agenda_order
  for each statement execute function platform.refuse_change();
grant select, insert on meetings.agenda_order to "app_role";

-- `position` is where an item stands: as it was put last, and else as it was added.
create or replace view meetings.standing_agenda_item with (security_invoker = true) as
  select item.authority_id, item.id, item.meeting_id,
         coalesce(array_position(put.item_ids, item.id), cardinality(put.item_ids) + item.position, item.position) as position,
         item.title, item.origin, item.carried_from, item.pack_id, item.recorded_at, item.recorded_by
    from meetings.agenda_item item
    left join lateral (
      select latest.item_ids from meetings.agenda_order latest
       where latest.authority_id = item.authority_id and latest.meeting_id = item.meeting_id
       order by latest.recorded_at desc, latest.id desc limit 1) put on true
   where not exists (select from meetings.agenda_item_removal gone
                      where gone.authority_id = item.authority_id and gone.item_id = item.id);

-- The copies of the pack that stands for a meeting which were frozen for these agencies when it was issued: that they are there,
-- not what is in them. Whoever invites an agency later says by this whether it is given one.
create function meetings.copies_kept(for_meeting uuid, for_agencies uuid[])
  returns table (pack_id uuid, version_id uuid, agency_id uuid, content_sha256 text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select kept.pack_id, kept.id, kept.agency_id, kept.content_sha256
      from meetings.pack_version kept
     where kept.authority_id = platform.current_authority() and meetings.may_record()
       and kept.meeting_id = for_meeting and kept.agency_id = any (for_agencies)
       and not exists (select from meetings.pack later
                        where later.authority_id = kept.authority_id and later.supersedes = kept.pack_id)
     order by kept.pack_id, kept.id
  $$;
revoke all on function meetings.copies_kept(uuid, uuid[]) from public;
grant execute on function meetings.copies_kept(uuid, uuid[]) to "app_role";
