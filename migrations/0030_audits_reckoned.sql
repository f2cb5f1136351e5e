-- Audits: where each stands is kept beside it, so that a report costs what its quarter holds and not what years before it did;
-- a panel can decide where one of the two never answers; learning that was delivered is recorded; what is public is signed off.

-- Projection: how each audit stands, sessions of standardisation apart. The triggers below keep it; audits.stand() makes it again.
-- It holds first grades, so nobody reads it but audits.reckoned(), which the functions of reports ask.
create table audits.case_now (
  authority_id integer not null,
  case_id uuid not null,
  cycle_id uuid not null,
  kind text not null,
  tool_id uuid not null,
  team_id uuid,
  due_on date not null,
  -- The day on which the last auditor who was asked sent theirs in; null while one is outstanding.
  done_on date,
  is_excused boolean not null,
  -- No second grade is outstanding, and it was decided whether one is asked for.
  is_over boolean not null,
  first_id uuid,
  first_grade text,
  second_grade text,
  final_grade text,
  section_grades jsonb,
  is_random_share boolean not null,
  primary key (authority_id, case_id),
  foreign key (authority_id, case_id) references audits.audit_case
);
create index case_now_due on audits.case_now (authority_id, due_on);
alter table audits.case_now enable row level security;
create policy own_authority on audits.case_now as restrictive
  using (authority_id = (select platform.current_authority()));

-- How an audit stands by its facts: no row for a session of standardisation.
create function audits.stand(of_authority integer, of_case uuid) returns setof audits.case_now
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select audited.authority_id, audited.id, round.id, round.kind, version.tool_id, audited.team_id, audited.due_on,
           case when sent.marks >= round.markers then (sent.done_at at time zone 'Europe/London')::date end,
           excused.case_id is not null,
           final.grade is not null
           or picked.case_id is not null and not picked.is_moderated and round.markers = 1 and not given.is_moderated
              and not exists (select from audits.moderation_added added
                               where added.authority_id = of_authority and added.case_id = of_case),
           sent.first_id, sent.first_grade, sent.second_grade, final.grade::text, final.section_grades,
           coalesce(picked.is_random_share, false)
      from audits.audit_case audited
      join audits.cycle round on round.authority_id = audited.authority_id and round.id = audited.cycle_id
      join audits.tool_version version
        on version.authority_id = round.authority_id and version.id = round.tool_version_id
     cross join lateral (
       -- The first that was sent says when, the last correction what.
       select count(*) filter (where entry.purpose = 'mark' and entry.corrects is null) as marks,
              max(entry.submitted_at) filter (where entry.purpose = 'mark' and entry.corrects is null) as done_at,
              (array_agg(entry.id) filter (where later.id is null and entry.purpose = 'mark' and place.marker = 1))[1]
                as first_id,
              min(entry.grade::text) filter (where later.id is null and entry.purpose = 'mark' and place.marker = 1)
                as first_grade,
              coalesce(min(entry.grade::text) filter (where later.id is null and entry.purpose = 'moderate'),
                       min(entry.grade::text) filter (where later.id is null and entry.purpose = 'mark' and place.marker = 2))
                as second_grade
         from audits.submission entry
         join audits.assignment place on place.authority_id = entry.authority_id and place.id = entry.assignment_id
         left join audits.submission later on later.authority_id = entry.authority_id and later.corrects = entry.id
        where entry.authority_id = of_authority and entry.case_id = of_case) sent
     cross join lateral (
       select exists (select from audits.standing_assignment place
                       where place.authority_id = of_authority and place.case_id = of_case
                         and place.purpose = 'moderate') as is_moderated) given
      left join audits.settled_final_grade final on final.authority_id = of_authority and final.case_id = of_case
      left join audits.excuse excused on excused.authority_id = of_authority and excused.case_id = of_case
      left join audits.moderation_pick picked on picked.authority_id = of_authority and picked.case_id = of_case
     where audited.authority_id = of_authority and audited.id = of_case and round.kind <> 'standardisation'
  $$;

create function audits.project() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  which uuid := case tg_table_name when 'audit_case' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'case_id' end;
begin
  -- Two who write about a case at the same moment take turns, and the second sees what the first wrote.
  perform from audits.case_now known where known.authority_id = new.authority_id and known.case_id = which for update;
  insert into audits.case_now as known select * from audits.stand(new.authority_id, which)
  on conflict (authority_id, case_id) do update
     set done_on = excluded.done_on, is_excused = excluded.is_excused, is_over = excluded.is_over,
         first_id = excluded.first_id, first_grade = excluded.first_grade, second_grade = excluded.second_grade,
         final_grade = excluded.final_grade, section_grades = excluded.section_grades,
         is_random_share = excluded.is_random_share;
  return null;
end
$$;
do $$
declare
  told text;
begin
  foreach told in array array['audit_case', 'assignment', 'excuse', 'submission', 'moderation_pick', 'moderation_added',
                              'final_grade', 'final_consent'] loop
    execute format('create trigger told_how_it_stands after insert on audits.%I
                      for each row execute function audits.project()', told);
  end loop;
end
$$;
insert into audits.case_now
  select stands.* from audits.audit_case audited, lateral audits.stand(audited.authority_id, audited.id) stands;

create or replace function audits.reckoned(from_day date, to_day date)
  returns table (case_id uuid, cycle_id uuid, kind text, tool_id uuid, team_id uuid, due_on date, state text, is_late boolean,
                 is_settled boolean, submission_id uuid, first_grade text, second_grade text, grade text, section_grades jsonb,
                 moderated text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select stood.case_id, stood.cycle_id, stood.kind, stood.tool_id, stood.team_id, stood.due_on,
           case when stood.done_on is not null then 'done' when stood.is_excused then 'excused'
                when stood.due_on < (now() at time zone 'Europe/London')::date then 'overdue' else 'to-come' end,
           coalesce(stood.done_on > stood.due_on, false), stood.is_settled,
           case when stood.is_settled then stood.first_id end, case when stood.is_settled then stood.first_grade end,
           case when stood.is_settled then stood.second_grade end,
           case when stood.is_settled then coalesce(stood.final_grade, stood.first_grade) end,
           case when stood.is_settled then stood.section_grades end,
           case when stood.is_settled and stood.second_grade is not null
                then case when stood.is_random_share then 'random' else 'targeted' end end
      from (select known.*, known.done_on is not null and known.is_over
                            and known.case_id <> all ((select audits.blind_cases())::uuid[]) as is_settled
              from audits.case_now known
             where known.authority_id = platform.current_authority() and known.due_on >= reckoned.from_day
               and known.due_on < reckoned.to_day) stood
  $$;

-- As before, and whoever has read an action that was raised in the audit, wherever it was shown to them, has read what its auditor
-- wrote.
create or replace function audits.why_not_independent(of_case uuid, auditor uuid, as_purpose text, as_marker integer) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  here integer := platform.current_authority();
  today date := (now() at time zone 'Europe/London')::date;
  audited audits.audit_case;
  round audits.cycle;
  tool uuid;
  named uuid[];
  reasons text[] := '{}';
begin
  select * into strict audited from audits.audit_case c where c.authority_id = here and c.id = of_case;
  select * into strict round from audits.cycle c where c.authority_id = here and c.id = audited.cycle_id;
  select v.tool_id into strict tool from audits.tool_version v where v.authority_id = here and v.id = round.tool_version_id;
  named := array(select p.person_id from audits.case_person p where p.authority_id = here and p.case_id = of_case);
  if audited.independence_unknown <> ''
     and not exists (select from audits.identified found
                      where found.authority_id = here and found.case_id = of_case and found.is_settled) then
    reasons := array_append(reasons, 'unknown');
  end if;
  if auditor = any (named) then reasons := array_append(reasons, 'named'); end if;
  if audited.team_id = any (audits.teams_of(auditor, today)) then reasons := array_append(reasons, 'own-team'); end if;
  if named && array_remove(audits.line_of(auditor, today), auditor) then reasons := array_append(reasons, 'line-manager'); end if;
  if exists (select from organisation.standing_line_management line
              where line.authority_id = here and line.person_id = auditor and line.manager_id = any (named)
                and line.starts_on <= today and (line.ends_on is null or line.ends_on > today)) then
    reasons := array_append(reasons, 'own-manager');
  end if;
  if exists (select from organisation.standing_membership member
              where member.authority_id = here and member.person_id = auditor and member.team_id = audited.team_id
                and member.ends_on <= today and member.ends_on > today - make_interval(months => round.previous_team_months)) then
    reasons := array_append(reasons, 'previous-team');
  end if;
  if exists (select from audits.standing_conflict said
              where said.authority_id = here and said.person_id = auditor
                and said.from_day <= today and (said.until_day is null or said.until_day > today)
                and (said.team_id = audited.team_id or said.about_person_id = any (named)
                     or said.child_id in (select about.child_id from audits.case_child about
                                           where about.authority_id = here and about.case_id = of_case))) then
    reasons := array_append(reasons, 'conflict');
  end if;
  if not exists (select from organisation.standing_training trained
                  where trained.authority_id = here and trained.person_id = auditor and trained.kind = 'audit'
                    and trained.completed_on <= today and (trained.expires_on is null or trained.expires_on > today))
     or not exists (select from audits.standing_tool_training trained
                     where trained.authority_id = here and trained.person_id = auditor and trained.tool_id = tool
                       and trained.completed_on <= today and (trained.expires_on is null or trained.expires_on > today)) then
    reasons := array_append(reasons, 'not-trained');
  end if;
  if exists (select from organisation.standing_absence away
              where away.authority_id = here and away.person_id = auditor
                and away.starts_at <= now() and (away.ends_at is null or away.ends_at > now())) then
    reasons := array_append(reasons, 'absent');
  end if;
  if exists (select from audits.standing_assignment other
              join organisation.person theirs on theirs.authority_id = other.authority_id and theirs.id = other.auditor_id
              join organisation.person ours on ours.authority_id = other.authority_id and ours.id = auditor
             where other.authority_id = here and other.case_id = of_case
               and (other.purpose, other.marker) <> (as_purpose, as_marker) and round.kind <> 'standardisation'
               and (theirs.id = ours.id or theirs.team_id = ours.team_id or theirs.line_manager_id = ours.line_manager_id)) then
    reasons := array_append(reasons, 'same-side');
  end if;
  -- Told what came of it, or of the audit whose work a standardisation session looks at again: they know before they grade.
  if (as_purpose = 'moderate' or as_marker > 1 or round.markers > 1 or round.kind = 'standardisation')
     and (exists (select from audits.read_by seen
                   where seen.authority_id = here and seen.person_id = auditor
                     and (seen.case_id = of_case or round.kind = 'standardisation' and seen.case_id = audited.follows))
          or exists (select from audits.inadequate told
                      where told.authority_id = here and told.case_id = of_case and told.to_person_id = auditor)
          or exists (select from audits.inadequate_climb told
                      where told.authority_id = here and told.case_id = of_case and told.to_person_id = auditor)
          or exists (select from audits.safety_rung told
                      where told.authority_id = here and told.case_id = of_case and told.to_person_id = auditor)
          or exists (select from actions.action theirs
                       join actions.action_now stands on stands.authority_id = theirs.authority_id and stands.action_id = theirs.id
                      where theirs.authority_id = here and theirs.from_kind = 'audit' and theirs.from_id = of_case
                        and auditor in (theirs.owner_person_id, stands.owner_person_id))
          or exists (select from trail.entry seen
                      where seen.authority_id = here and seen.kind = 'read' and seen.person_id = auditor
                        and seen.subjects && array(select theirs.id from actions.action theirs
                                                    where theirs.authority_id = here and theirs.from_kind = 'audit'
                                                      and theirs.from_id = of_case))
          or round.kind = 'standardisation' and audited.follows is not null
             and (exists (select from audits.submission sent
                           where sent.authority_id = here and sent.case_id = audited.follows and sent.auditor_id = auditor)
                  or auditor = audited.recorded_by)) then
    reasons := array_append(reasons, 'has-read');
  end if;
  return reasons;
end
$$;

-- Themes of a report are asked by the audits that were sent in.
create index finding_submission on audits.finding (authority_id, submission_id);

-- For a week nobody has agreed: neither proposed anything since both graded, or one proposed and the other says nothing.
create function audits.is_stuck(of_case uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select cardinality(audits.graders_of(of_case)) >= 2
       and not exists (select from audits.settled_final_grade final
                        where final.authority_id = platform.current_authority() and final.case_id = of_case)
       and not exists (select from audits.standing_assignment given
                        where given.authority_id = platform.current_authority() and given.case_id = of_case
                          and not exists (select from audits.submission sent
                                           where sent.authority_id = given.authority_id and sent.assignment_id = given.id))
       and greatest((select max(sent.submitted_at) from audits.submission sent
                      where sent.authority_id = platform.current_authority() and sent.case_id = of_case),
                    (select max(proposed.recorded_at) from audits.final_grade proposed
                      where proposed.authority_id = platform.current_authority() and proposed.case_id = of_case))
           < now() - interval '7 days'
  $$;

create or replace function audits.check_final_grade() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  graders uuid[] := audits.graders_of(new.case_id);
  before audits.final_grade;
  is_past boolean := platform.is_system() and sample.is_sample() and new.known_at < now() - interval '1 day';
begin
  perform pg_advisory_xact_lock(hashtextextended('audits.audit_case ' || new.case_id::text, 0));
  if cardinality(graders) < 2
     or exists (select from audits.standing_assignment given
                 where given.authority_id = new.authority_id and given.case_id = new.case_id
                   and given.auditor_id = new.recorded_by
                   and not exists (select from audits.submission sent
                                    where sent.authority_id = given.authority_id and sent.assignment_id = given.id)) then
    raise exception 'both grade before the final grade' using errcode = 'check_violation';
  end if;
  if not platform.is_system() and new.recorded_by is distinct from platform.current_person() then
    raise exception 'nobody records for somebody else' using errcode = 'insufficient_privilege';
  end if;
  select * into before from audits.standing_final_grade f
   where f.authority_id = new.authority_id and f.case_id = new.case_id;
  if new.replaces is distinct from before.id then
    raise exception 'another final grade stands' using errcode = 'serialization_failure';
  end if;
  if new.how = 'agreed' then
    if new.recorded_by is null or not new.recorded_by = any (graders) then
      raise exception 'the two who graded agree, and nobody for them' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  if new.recorded_by = any (graders) then
    raise exception 'neither of the two records what a panel decided' using errcode = 'insufficient_privilege';
  end if;
  if before.how is distinct from 'panel' and not audits.is_stuck(new.case_id) and not exists (
       select from audits.final_consent said
        where said.authority_id = new.authority_id and said.case_id = new.case_id and not said.agrees) then
    raise exception 'a panel decides where the two could not agree' using errcode = 'check_violation';
  end if;
  if (select count(distinct member) from unnest(new.panel) member) < 2
     or not is_past and exists (select from unnest(new.panel) member
                                 where audits.why_not_on_panel(new.case_id, member) <> '{}') then
    raise exception 'a panel is two or more who may decide and are independent' using errcode = 'check_violation';
  end if;
  return new;
end
$$;

-- Issued reports without small numbers. Those who may see no record of a child read the last edition that was signed off, and no
-- other: of two editions side by side what differs is small, and could be told.
create or replace function audits.public_reports()
  returns table (id uuid, quarter text, edition integer, content jsonb, content_sha256 text, issued_at timestamptz,
                 signed_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not (audits.may_oversee() or organisation.has_role('scrutiny-support', 'performance-analyst')) then
    return;
  end if;
  return query
    select made.id, made.quarter, made.edition, made.public_content, made.public_content_sha256, made.issued_at, signed.signed_at
      from audits.report made
      left join audits.report_sign_off signed
        on signed.authority_id = made.authority_id and signed.report_id = made.id
     where made.authority_id = platform.current_authority()
       and (audits.may_oversee()
            or signed.signed_at is not null
               and not exists (select from audits.report later
                                 join audits.report_sign_off theirs
                                   on theirs.authority_id = later.authority_id and theirs.report_id = later.id
                                where later.authority_id = made.authority_id and later.quarter = made.quarter
                                  and later.edition > made.edition))
     order by made.quarter desc, made.edition desc;
end
$$;

-- Learning that was delivered: a session, a briefing, a change of guidance; beside the themes that called for it.
create table audits.learning (
  authority_id integer not null references platform.authority,
  id uuid not null,
  kind text not null check (kind in ('session', 'briefing', 'supervision', 'guidance', 'other')),
  what text not null check (what <> ''),
  for_whom text not null check (for_whom <> ''),
  -- How many people it reached; null where nobody counted.
  people integer check (people between 1 and 100000),
  happened_on date not null,
  theme_ids uuid[] not null default '{}',
  replaces uuid,
  is_cancelled boolean not null default false,
  why text not null default '',
  recorded_at timestamptz not null default now(),
  recorded_by uuid default platform.current_person(),
  primary key (authority_id, id),
  unique (authority_id, replaces),
  foreign key (authority_id, replaces) references audits.learning,
  check (replaces is null or why <> ''),
  check (not is_cancelled or replaces is not null)
);
create index learning_happened on audits.learning (authority_id, happened_on);
alter table audits.learning enable row level security;
create policy own_authority on audits.learning as restrictive
  using (authority_id = (select platform.current_authority()));
create policy seen_by_staff on audits.learning for select using ((select audits.may_see()));
create policy recorded_by_those_who_run_audits on audits.learning for insert with check ((select audits.may_run()));
create trigger learning_is_a_fact before update or delete on audits.learning
  for each row execute function platform.refuse_change();
create trigger learning_stays before truncate on audits.learning
  for each statement execute function platform.refuse_change();
create view audits.standing_learning with (security_invoker = true) as
  select * from audits.learning entry where not is_cancelled and not exists (
    select from audits.learning later
     where later.authority_id = entry.authority_id and later.replaces = entry.id);
grant select, insert on audits.learning to "app_role";
grant select on audits.standing_learning to "app_role";

-- What the service manager of the team did about the audit of a discussion, with the team manager and the partners concerned:
-- what is to be done stands in the register of actions, where somebody else verifies it.
create table audits.follow_up (
  authority_id integer not null,
  id uuid not null,
  case_id uuid not null,
  words text not null check (words <> ''),
  followed_at timestamptz not null,
  known_at timestamptz not null default now(),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null default platform.current_person(),
  primary key (authority_id, id),
  foreign key (authority_id, case_id) references audits.audit_case
);
create index follow_up_case on audits.follow_up (authority_id, case_id);
alter table audits.follow_up enable row level security;
create policy own_authority on audits.follow_up as restrictive
  using (authority_id = (select platform.current_authority()));
create policy open_record on audits.follow_up as restrictive for select
  using (case_id <> all ((select audits.closed_cases())::uuid[]));
create policy blind_moderation on audits.follow_up as restrictive for select
  using (case_id <> all ((select audits.blind_cases())::uuid[]));
create policy seen_by_those_concerned on audits.follow_up for select
  using ((select audits.may_see())
         and ((select audits.may_oversee()) or case_id = any ((select audits.given_cases())::uuid[])
              or case_id = any ((select audits.released_cases())::uuid[])));
-- By one who answers for the team and had no part in the audit, once it is over.
create policy written_by_the_line on audits.follow_up for insert
  with check ((select platform.is_system())
              or recorded_by = (select platform.current_person()) and (select audits.may_oversee())
                 and case_id <> all ((select audits.given_cases())::uuid[])
                 and (select stands.is_over from audits.progress_of(case_id) stands));
create trigger follow_up_is_a_fact before update or delete on audits.follow_up
  for each row execute function platform.refuse_change();
create trigger follow_up_stays before truncate on audits.follow_up
  for each statement execute function platform.refuse_change();
grant select, insert on audits.follow_up to "app_role";

-- Audits of the weekly rounds that are over since, and that nobody has followed up. Nothing of one that is closed to whoever asks,
-- or that they are to grade.
create function audits.not_followed_up(since timestamptz) returns table (case_id uuid, over_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select over.case_id, over.at
      from (select known.authority_id, known.case_id,
                   greatest((select max(sent.submitted_at) from audits.submission sent
                              where sent.authority_id = known.authority_id and sent.case_id = known.case_id
                                and sent.purpose = 'mark' and sent.corrects is null),
                            (select final.recorded_at from audits.settled_final_grade final
                              where final.authority_id = known.authority_id and final.case_id = known.case_id)) as at
              from audits.case_now known
             where known.authority_id = platform.current_authority() and known.kind = 'weekly-discussions' and known.is_over
               and known.done_on is not null and known.due_on >= (not_followed_up.since - interval '60 days')::date
               and known.case_id <> all ((select audits.closed_cases())::uuid[])
               and known.case_id <> all ((select audits.blind_cases())::uuid[])
               and audits.may_oversee()) over
     where over.at >= not_followed_up.since
       and not exists (select from audits.follow_up done
                        where done.authority_id = over.authority_id and done.case_id = over.case_id)
  $$;

revoke all on function audits.not_followed_up(timestamptz) from public;
grant execute on function audits.not_followed_up(timestamptz) to "app_role";
revoke all on function audits.stand(integer, uuid), audits.project(), audits.is_stuck(uuid) from public;
grant execute on function audits.is_stuck(uuid) to "app_role";
