-- The actions register: what is to be done, from what, by whom, by when; done by its owner with evidence, and verified by
-- somebody independent. Done and verified are two states.

create schema actions;
grant usage on schema actions to "app_role";

-- Staff who work with records see every action that is not about a record closed to them. Never partners, whatever else they are.
create function actions.may_read() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or children.may_read() and not 'partner' = any (platform.current_roles())
  $$;

create function actions.may_make() returns boolean
  language sql stable parallel safe
  as $$
    select actions.may_read()
           or 'minute-taker' = any (platform.current_roles()) and not 'partner' = any (platform.current_roles())
  $$;

-- Those who may hand over, move and cancel the actions of others: managers, and those who answer for quality.
create function actions.may_arrange() returns boolean
  language sql stable parallel safe
  as $$
    select organisation.has_role('duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager', 'head-of-service',
                                 'chief-officer', 'director', 'qa-lead', 'moderator', 'principal-social-worker')
  $$;

create table actions.action (
  authority_id integer not null references platform.authority,
  id uuid not null,
  -- "A-412", to be said in a meeting.
  number bigint not null,
  reference text not null generated always as ('A-' || number) stored,
  what text not null check (what <> ''),
  why text not null default '',
  from_kind text not null check (from_kind in ('strategy-discussion', 'meeting', 'audit', 'barrier', 'escalation',
                                               'supervision', 'plan', 'own')),
  -- What it comes from, in its own area: no foreign key, because those areas stand above this one.
  from_id uuid,
  from_reference text not null default '',
  -- Who was to do it at first. A person of a partner agency has their agency beside them; an agency alone is its desk.
  owner_person_id uuid,
  owner_agency_id uuid,
  owner_name text not null default '',
  due_on date not null,
  -- Its words may tell of a child, whether or not a record is named below.
  is_about_children boolean not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, number),
  foreign key (authority_id, owner_person_id) references organisation.person,
  foreign key (authority_id, owner_agency_id) references organisation.agency,
  foreign key (authority_id, recorded_by) references organisation.person,
  check (owner_person_id is not null or owner_agency_id is not null),
  check (is_about_children or from_kind not in ('strategy-discussion', 'audit', 'escalation', 'supervision'))
);
create index action_from on actions.action (authority_id, from_kind, from_id);

create table actions.action_child (
  authority_id integer not null,
  action_id uuid not null,
  child_id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, action_id, child_id),
  foreign key (authority_id, action_id) references actions.action,
  foreign key (authority_id, child_id) references children.child
);
create index action_child_child on actions.action_child (authority_id, child_id);

-- What became of it, in order. A step that was wrong is taken back by a later one that names it.
create table actions.action_step (
  authority_id integer not null,
  id uuid not null,
  action_id uuid not null,
  number integer not null,
  kind text not null check (kind in ('done', 'verified', 'not-accepted', 'handed', 'moved', 'cancelled', 'taken-back')),
  -- The evidence of what was done, how somebody knows that it was, or the reason.
  words text not null check (words <> ''),
  -- The day on which it was done.
  happened_on date,
  to_due_on date,
  to_owner_person_id uuid,
  to_owner_agency_id uuid,
  to_owner_name text not null default '',
  corrects uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, action_id, number),
  unique (authority_id, corrects),
  foreign key (authority_id, action_id) references actions.action,
  foreign key (authority_id, corrects) references actions.action_step,
  foreign key (authority_id, to_owner_person_id) references organisation.person,
  foreign key (authority_id, to_owner_agency_id) references organisation.agency,
  foreign key (authority_id, recorded_by) references organisation.person,
  check ((kind = 'done') = (happened_on is not null)),
  check ((kind = 'moved') <= (to_due_on is not null) and (to_due_on is not null) <= (kind in ('moved', 'handed'))),
  check ((kind = 'handed') = (to_owner_person_id is not null or to_owner_agency_id is not null)),
  check ((kind = 'taken-back') = (corrects is not null)),
  check (kind not in ('verified', 'not-accepted') or recorded_by is not null)
);

-- Overdue, it climbed to somebody: once for each rung of a round. A round begins when its owner or its date changes.
create table actions.action_climb (
  authority_id integer not null,
  action_id uuid not null,
  round integer not null,
  rung integer not null check (rung > 0),
  -- Somebody of ours; or the contacts on this rung of the owner's agency; or nobody, when there is nobody to go to.
  to_person_id uuid,
  to_agency_rung integer,
  due_on date not null,
  climbed_at timestamptz not null default now(),
  primary key (authority_id, action_id, round, rung),
  foreign key (authority_id, action_id) references actions.action,
  foreign key (authority_id, to_person_id) references organisation.person,
  check (to_person_id is null or to_agency_rung is null)
);
create index action_climb_person on actions.action_climb (authority_id, to_person_id);

-- Projection: how each action stands. The triggers below keep it; it can be made again by actions.stand().
create table actions.action_now (
  authority_id integer not null,
  action_id uuid not null,
  state text not null check (state in ('open', 'done', 'verified', 'cancelled')),
  due_on date not null,
  owner_person_id uuid,
  owner_agency_id uuid,
  owner_name text not null,
  is_about_children boolean not null,
  recorded_by uuid,
  -- The step that made it theirs, and the one that last set owner or date; 0 is the beginning.
  owner_since integer not null,
  round integer not null,
  steps integer not null,
  done_on date,
  done_at timestamptz,
  done_by uuid,
  settled_at timestamptz,
  primary key (authority_id, action_id),
  foreign key (authority_id, action_id) references actions.action
);
create index action_now_open on actions.action_now (authority_id, due_on) where state = 'open';
create index action_now_done on actions.action_now (authority_id, done_at) where state = 'done';
create index action_now_person on actions.action_now (authority_id, owner_person_id, state);
create index action_now_agency on actions.action_now (authority_id, owner_agency_id, state);
create index action_now_due on actions.action_now (authority_id, due_on);

create function actions.next_number() returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  sequence_name text := format('actions.number_%s', platform.current_authority());
begin
  if to_regclass(sequence_name) is null then
    perform pg_advisory_xact_lock(hashtext(sequence_name));
    execute format('create sequence if not exists %s', sequence_name);
  end if;
  return nextval(sequence_name);
end
$$;

-- Two people who press at the same moment take turns.
create function actions.wait_for_turn(on_action uuid) returns void
  language sql
  as $$ select pg_advisory_xact_lock(hashtextextended('actions.action ' || on_action, 0)) $$;

-- How an action stands by its facts: the steps that nobody took back, in their order.
create function actions.stand(of_action uuid) returns actions.action_now
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  stands actions.action_now;
  step actions.action_step;
begin
  select a.authority_id, a.id, 'open', a.due_on, a.owner_person_id, a.owner_agency_id, a.owner_name, a.is_about_children,
         a.recorded_by, 0, 0,
         (select count(*) from actions.action_step s where s.authority_id = a.authority_id and s.action_id = a.id)
    into stands.authority_id, stands.action_id, stands.state, stands.due_on, stands.owner_person_id, stands.owner_agency_id,
         stands.owner_name, stands.is_about_children, stands.recorded_by, stands.owner_since, stands.round, stands.steps
    from actions.action a where a.authority_id = platform.current_authority() and a.id = of_action;
  for step in
    select s.* from actions.action_step s
     where s.authority_id = stands.authority_id and s.action_id = of_action and s.kind <> 'taken-back'
       and not exists (select from actions.action_step later
                        where later.authority_id = s.authority_id and later.corrects = s.id)
     order by s.number
  loop
    case step.kind
      when 'done' then
        stands.state := 'done'; stands.done_on := step.happened_on;
        stands.done_at := step.recorded_at; stands.done_by := step.recorded_by;
      when 'not-accepted' then
        stands.state := 'open'; stands.done_on := null; stands.done_at := null; stands.done_by := null;
      when 'verified' then
        stands.state := 'verified'; stands.settled_at := step.recorded_at;
      when 'cancelled' then
        stands.state := 'cancelled'; stands.settled_at := step.recorded_at;
      when 'moved' then
        stands.due_on := step.to_due_on; stands.round := step.number;
      when 'handed' then
        stands.owner_person_id := step.to_owner_person_id; stands.owner_agency_id := step.to_owner_agency_id;
        stands.owner_name := step.to_owner_name; stands.owner_since := step.number;
        stands.due_on := coalesce(step.to_due_on, stands.due_on); stands.round := step.number;
    end case;
  end loop;
  return stands;
end
$$;

create function actions.project() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  which uuid := case tg_table_name when 'action' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'action_id' end;
begin
  delete from actions.action_now where authority_id = new.authority_id and action_id = which;
  insert into actions.action_now select (actions.stand(which)).*;
  return null;
end
$$;

-- Why somebody cannot be the owner; null when they can. 'wrong-agency', 'left', 'not-theirs' (about a child, and they may not
-- read records), 'restricted' (about a restricted record, and they are neither its guardian nor named on it: nobody of a
-- partner agency is).
create function actions.why_not_owner(person uuid, agency uuid, about_children boolean, about uuid[]) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
  found_person record;
begin
  if person is not null then
    select p.agency_id, p.is_active, account.roles into found_person
      from organisation.person p join platform.account account on account.authority_id = p.authority_id and account.id = p.id
     where p.authority_id = here and p.id = person;
    if found_person.agency_id is distinct from agency then return 'wrong-agency'; end if;
    if not found_person.is_active then return 'left'; end if;
    if about_children and agency is null and not found_person.roles && array[
      'duty-social-worker', 'duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager', 'head-of-service',
      'chief-officer', 'director', 'qa-lead', 'moderator', 'principal-social-worker', 'minute-taker'] then
      return 'not-theirs';
    end if;
  end if;
  if exists (
    select from children.child c
      left join children.standing_restriction stands on stands.authority_id = c.authority_id and stands.child_id = c.id
     where c.authority_id = here and c.id = any (about) and c.is_restricted
       and (agency is not null
            or stands.guardian_id is distinct from person
               and not exists (select from children.restriction_reader reader
                                where reader.authority_id = here and reader.restriction_id = stands.id
                                  and reader.person_id = person))) then
    return 'restricted';
  end if;
  return null;
end
$$;

create function actions.check_owner() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  problem text;
  stands actions.action_now;
begin
  if tg_table_name = 'action' then
    problem := actions.why_not_owner(new.owner_person_id, new.owner_agency_id, new.is_about_children, '{}');
  else
    stands := actions.stand(new.action_id);
    if not stands.is_about_children then
      raise exception 'an action that names a child is about children' using errcode = 'check_violation';
    end if;
    problem := actions.why_not_owner(stands.owner_person_id, stands.owner_agency_id, true, array[new.child_id]);
  end if;
  if problem is not null then
    raise exception 'not an owner for this action: %', problem using errcode = 'check_violation';
  end if;
  return new;
end
$$;

-- Why somebody cannot verify; null when they are independent: not the owner, not whoever recorded it as done, not below the
-- owner in their line today, and for an action of a partner agency, not of that agency.
create function actions.why_not_independent(of_action uuid, verifier uuid) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
  today date := (now() at time zone 'Europe/London')::date;
  stands actions.action_now := actions.stand(of_action);
begin
  if verifier = stands.owner_person_id then return 'owner'; end if;
  if verifier = stands.done_by then return 'reported'; end if;
  if stands.owner_agency_id is not null and exists (
    select from organisation.person p
     where p.authority_id = here and p.id = verifier and p.agency_id = stands.owner_agency_id) then
    return 'same-agency';
  end if;
  if exists (
    with recursive above (person_id) as (
      select verifier
      union
      select line.manager_id
        from above join organisation.standing_line_management line
          on line.authority_id = here and line.person_id = above.person_id
       where line.starts_on <= today and (line.ends_on is null or line.ends_on > today))
    select from above where person_id = stands.owner_person_id) then
    return 'below-owner';
  end if;
  return null;
end
$$;

-- A step must fit how the action stands, and whoever records it must be one who may: whatever a page did or forgot.
create function actions.check_step() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  stands actions.action_now;
  problem text;
begin
  perform actions.wait_for_turn(new.action_id);
  stands := actions.stand(new.action_id);
  new.number := stands.steps + 1;
  if not coalesce(case new.kind
    when 'done' then stands.state = 'open'
    when 'handed' then stands.state = 'open'
    when 'moved' then stands.state = 'open'
    when 'cancelled' then stands.state in ('open', 'done')
    when 'taken-back' then new.corrects = (
      select s.id from actions.action_step s
       where s.authority_id = new.authority_id and s.action_id = new.action_id and s.kind <> 'taken-back'
         and not exists (select from actions.action_step later
                          where later.authority_id = s.authority_id and later.corrects = s.id)
       order by s.number desc limit 1)
    else stands.state = 'done' end, false) then
    raise exception '% does not follow on %', new.kind, stands.state using errcode = 'check_violation';
  end if;
  if new.kind in ('verified', 'not-accepted') then
    problem := actions.why_not_independent(new.action_id, new.recorded_by);
    if problem is not null then
      raise exception 'not independent: %', problem using errcode = 'insufficient_privilege';
    end if;
  end if;
  if new.kind = 'handed' then
    problem := actions.why_not_owner(new.to_owner_person_id, new.to_owner_agency_id, stands.is_about_children, array(
      select about.child_id from actions.action_child about
       where about.authority_id = new.authority_id and about.action_id = new.action_id));
    if problem is not null then
      raise exception 'not an owner for this action: %', problem using errcode = 'check_violation';
    end if;
  end if;
  if not platform.is_system() and not coalesce(case new.kind
    when 'done' then stands.owner_person_id = any (organisation.acts_for())
                     or stands.owner_agency_id = organisation.current_agency()
                     or stands.owner_agency_id is not null and actions.may_make()
    when 'verified' then actions.may_read()
    when 'not-accepted' then actions.may_read()
    when 'taken-back' then actions.may_arrange() or new.recorded_by = (
      select s.recorded_by from actions.action_step s where s.authority_id = new.authority_id and s.id = new.corrects)
    -- Nobody gives themselves more time, or lets themselves off, unless they set the action themselves.
    else (actions.may_arrange() or stands.recorded_by = new.recorded_by)
         and (new.kind = 'handed' or stands.owner_person_id is distinct from new.recorded_by
              or stands.recorded_by = new.recorded_by
                 and exists (select from actions.action a where a.authority_id = new.authority_id
                                and a.id = new.action_id and a.from_kind = 'own')) end, false) then
    raise exception '% is not theirs to record', new.kind using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;

create trigger owner_fits before insert on actions.action for each row execute function actions.check_owner();
create trigger owner_fits after insert on actions.action_child for each row execute function actions.check_owner();
create trigger step_fits before insert on actions.action_step for each row execute function actions.check_step();
create trigger projected after insert on actions.action for each row execute function actions.project();
create trigger projected after insert on actions.action_step for each row execute function actions.project();

-- The actions about a restricted record that whoever asks may not open. Few, and asked once per statement.
create function actions.closed_actions() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  closed uuid[];
begin
  if platform.is_system() then
    return '{}';
  end if;
  closed := children.closed_children();
  return array(
    select distinct about.action_id from actions.action_child about
     where about.authority_id = platform.current_authority() and about.child_id = any (closed));
end
$$;

-- Open actions about records that whoever asks answers for, whose owner may not open them since they were restricted: nobody
-- would do them, and nobody would be told.
create function actions.out_of_sight() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select array(
      select distinct about.action_id
        from actions.action_child about
        join actions.action_now stands on stands.authority_id = about.authority_id and stands.action_id = about.action_id
       where about.authority_id = platform.current_authority() and about.child_id = any (children.guarded_records())
         and stands.state = 'open'
         and actions.why_not_owner(stands.owner_person_id, stands.owner_agency_id, true, array[about.child_id]) = 'restricted')
  $$;

-- How many actions from something stand in which state, without a word of them: for those who may not read them.
create function actions.count_from(kind text, id uuid)
  returns table (state text, is_overdue boolean, actions integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select stands.state, stands.state = 'open' and stands.due_on < (now() at time zone 'Europe/London')::date,
           count(*)::integer
      from actions.action a
      join actions.action_now stands on stands.authority_id = a.authority_id and stands.action_id = a.id
     where a.authority_id = platform.current_authority() and a.from_kind = count_from.kind and a.from_id = count_from.id
       and (organisation.is_insider() or 'scrutiny-support' = any (platform.current_roles()))
     group by 1, 2
  $$;

revoke all on function actions.next_number(), actions.wait_for_turn(uuid), actions.stand(uuid), actions.project(),
  actions.why_not_owner(uuid, uuid, boolean, uuid[]), actions.check_owner(), actions.why_not_independent(uuid, uuid),
  actions.check_step(), actions.closed_actions(), actions.out_of_sight(), actions.count_from(text, uuid) from public;
grant execute on function actions.next_number(), actions.wait_for_turn(uuid), actions.why_not_owner(uuid, uuid, boolean, uuid[]),
  actions.why_not_independent(uuid, uuid), actions.closed_actions(), actions.out_of_sight(),
  actions.count_from(text, uuid) to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['action', 'action_child', 'action_step', 'action_climb', 'action_now'] loop
    execute format('alter table actions.%I enable row level security', owned);
    execute format('create policy own_authority on actions.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
  end loop;
  foreach owned in array array['action', 'action_child', 'action_step', 'action_climb'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on actions.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on actions.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on actions.%I to "app_role"', owned);
  end loop;
end
$$;
grant select on actions.action_now to "app_role";

-- Staff: all but those about a record closed to them. Minute-takers: about children only what they wrote down or have to do.
-- Everybody else inside: only what is about no child. Partners: what their own agency is to do, and nothing else.
create policy seen_by_those_concerned on actions.action_now for select
  using ((select platform.is_system())
         or action_id <> all ((select actions.closed_actions())::uuid[])
            and ((select actions.may_read())
                 or (select organisation.is_insider())
                    and (not is_about_children
                         or (select actions.may_make())
                            and (recorded_by = (select platform.current_person())
                                 or owner_person_id = any ((select organisation.acts_for())::uuid[])))
                 or (select organisation.is_partner())
                    and owner_agency_id = (select organisation.current_agency())));
create policy seen_with_how_it_stands on actions.action for select
  using (exists (select from actions.action_now stands
                  where stands.authority_id = action.authority_id and stands.action_id = action.id));
-- Partners: only what came since it was theirs.
create policy seen_with_the_action on actions.action_step for select
  using (exists (select from actions.action_now stands
                  where stands.authority_id = action_step.authority_id and stands.action_id = action_step.action_id
                    and (not (select organisation.is_partner()) or action_step.number > stands.owner_since)));
create policy seen_by_staff on actions.action_child for select
  using ((select actions.may_read()) and child_id <> all ((select children.closed_children())::uuid[]));
create policy seen_inside on actions.action_climb for select
  using ((select organisation.is_insider())
         and exists (select from actions.action_now stands
                      where stands.authority_id = action_climb.authority_id and stands.action_id = action_climb.action_id));

create policy recorded_by_those_who_may on actions.action for insert
  with check ((select platform.is_system())
              or (select actions.may_make()) and recorded_by = (select platform.current_person()));
-- Children are named with the action, by whoever records it, and never added to it later.
create function actions.is_recorded_now(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select exists (
      select from actions.action a
       where a.authority_id = platform.current_authority() and a.id = which and a.recorded_at = now()
         and a.recorded_by is not distinct from platform.current_person())
  $$;
revoke all on function actions.is_recorded_now(uuid) from public;
grant execute on function actions.is_recorded_now(uuid) to "app_role";
create policy named_with_the_action on actions.action_child for insert
  with check ((select platform.is_system())
              or (select actions.may_make()) and actions.is_recorded_now(action_id)
                 and child_id <> all ((select children.closed_children())::uuid[]));
-- Partners report what they have done, and nothing else.
create policy recorded_by_those_concerned on actions.action_step for insert
  with check ((select platform.is_system())
              or recorded_by = (select platform.current_person())
                 and ((select organisation.is_insider()) or (select organisation.is_partner()) and kind = 'done')
                 and exists (select from actions.action_now stands
                              where stands.authority_id = action_step.authority_id
                                and stands.action_id = action_step.action_id));
create policy climbed_by_the_job on actions.action_climb for insert with check ((select platform.is_system()));
