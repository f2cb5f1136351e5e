-- Children and the people around them. What is said of a child is dated and appended: names, households, schools,
-- allocations. Restricted records open only to named people; identities under protection are never linked.

create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;

create schema children;
grant usage on schema children to "app_role";

-- Who may read children's records by role: as platform/access says (readRecords).
create function children.may_read() returns boolean
  language sql stable parallel safe
  as $$
    select platform.is_system() or platform.current_roles() && array[
      'duty-social-worker', 'duty-manager', 'out-of-hours-manager', 'team-manager', 'service-manager', 'head-of-service',
      'chief-officer', 'director', 'qa-lead', 'moderator', 'principal-social-worker']
  $$;

-- What stands now of a child. What it was before is in child_change.
create table children.child (
  authority_id integer not null references platform.authority,
  id uuid not null,
  reference text not null check (reference <> ''),
  family_name text,
  given_name text,
  date_of_birth date,
  -- Unborn: when the child is expected.
  expected_date date,
  gender text,
  ethnicity text,
  has_disability boolean,
  primary_need text check (primary_need ~ '^N[0-9]$'),
  is_restricted boolean not null default false,
  -- Adoption and the like: never offered as a duplicate, never merged, never linked.
  is_protected_identity boolean not null default false,
  merged_into uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, merged_into) references children.child
);
create unique index child_reference on children.child (authority_id, reference);
create index child_restricted on children.child (authority_id, id) where is_restricted;
create index child_merged on children.child (authority_id, merged_into) where merged_into is not null;
create index child_born on children.child (authority_id, date_of_birth);

-- Every change of what stands, with what stood before.
create table children.child_change (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  field text not null,
  earlier text,
  corrected text,
  reason text,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child
);
create index child_change_child on children.child_change (authority_id, child_id);

create table children.child_identifier (
  authority_id integer not null,
  system text not null check (system <> ''),
  identifier text not null check (identifier <> ''),
  child_id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, system, identifier),
  foreign key (authority_id, child_id) references children.child
);
create index child_identifier_child on children.child_identifier (authority_id, child_id);

-- Other names: known as, former, at birth.
create table children.child_name (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('known-as', 'former', 'birth', 'alias')),
  family_name text,
  given_name text,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child
);
create index child_name_child on children.child_name (authority_id, child_id);

-- Restrictions: set and lifted as facts; who may read is named.
create table children.restriction (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('set', 'lifted')),
  category text check (category in ('high-profile', 'staff-or-relative', 'adoption', 'high-risk')),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child
);
create index restriction_child on children.restriction (authority_id, child_id);

create table children.restriction_reader (
  authority_id integer not null,
  child_id uuid not null,
  person_id uuid not null,
  named_at timestamptz not null default now(),
  named_by uuid,
  primary key (authority_id, child_id, person_id),
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, person_id) references organisation.person
);

create function children.may_open_restricted(for_authority integer, for_child uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$
    select platform.is_system() or exists (
      select from children.restriction_reader r
       where r.authority_id = for_authority and r.child_id = for_child and r.person_id = platform.current_person())
  $$;

-- Parents, carers and other adults around a child.
create table children.adult (
  authority_id integer not null references platform.authority,
  id uuid not null,
  family_name text,
  given_name text,
  date_of_birth date,
  phone text,
  note text,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id)
);

create table children.household (
  authority_id integer not null references platform.authority,
  id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id)
);

-- Who lives, or lived, in a household; a child or an adult.
create table children.household_member (
  authority_id integer not null,
  id uuid not null,
  household_id uuid not null,
  child_id uuid,
  adult_id uuid,
  relation text not null,
  has_parental_responsibility boolean,
  from_day date,
  to_day date,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, household_id) references children.household,
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, adult_id) references children.adult,
  check ((child_id is null) <> (adult_id is null))
);
create index household_member_household on children.household_member (authority_id, household_id);
create index household_member_child on children.household_member (authority_id, child_id) where child_id is not null;

create table children.address (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  lines text not null,
  postcode text,
  from_day date,
  to_day date,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child
);
create index address_child on children.address (authority_id, child_id);

-- School, GP, health visitor and others who know the child, dated.
create table children.service (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  kind text not null check (kind in ('school', 'early-years', 'gp', 'health-visitor', 'midwife', 'other')),
  name text not null,
  phone text,
  from_day date,
  to_day date,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child
);
create index service_child on children.service (authority_id, child_id);

-- Whose work a child's case is, and was: later, independence of audit rests on it. A worker who cannot be matched to
-- staff is kept as written.
create table children.allocation (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  worker_id uuid,
  worker_text text,
  team_id uuid,
  line_manager_id uuid,
  area_id uuid,
  from_day date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, worker_id) references organisation.person,
  foreign key (authority_id, team_id) references organisation.team,
  foreign key (authority_id, line_manager_id) references organisation.person,
  foreign key (authority_id, area_id) references organisation.area,
  check (worker_id is not null or worker_text is not null)
);
create index allocation_child on children.allocation (authority_id, child_id, from_day desc);
create index allocation_worker on children.allocation (authority_id, worker_id) where worker_id is not null;

create table children.allocation_end (
  authority_id integer not null,
  allocation_id uuid not null,
  to_day date not null,
  reason text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, allocation_id),
  foreign key (authority_id, allocation_id) references children.allocation
);

create table children.merge (
  authority_id integer not null,
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, id),
  foreign key (authority_id, survivor_id) references children.child,
  foreign key (authority_id, merged_id) references children.child,
  check (survivor_id <> merged_id)
);
create index merge_survivor on children.merge (authority_id, survivor_id);
create index merge_merged on children.merge (authority_id, merged_id);

create table children.merge_undone (
  authority_id integer not null,
  merge_id uuid not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  primary key (authority_id, merge_id),
  foreign key (authority_id, merge_id) references children.merge
);

create sequence children.reference_number;
grant usage on sequence children.reference_number to "app_role";

-- What a child is found by: one row for each name, in plain lower-case letters, and one for each address.
create table children.search_text (
  authority_id integer not null,
  child_id uuid not null,
  kind text not null check (kind in ('name', 'other-name', 'address')),
  source_id uuid not null,
  words text not null,
  -- How the names sound, so that Shivaun finds Siobhan's neighbours in spelling and in sound.
  sounds text[] not null default '{}',
  primary key (authority_id, child_id, kind, source_id)
);
create index search_text_trigrams on children.search_text using gin (words public.gin_trgm_ops);
create index search_text_sounds on children.search_text using gin (sounds);

create function children.plain(words text) returns text
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
  as $$ select trim(regexp_replace(lower(public.unaccent('public.unaccent', replace(replace(coalesce(words, ''), '''', ''), '’', ''))), '[^a-z0-9]+', ' ', 'g')) $$;

create function children.sounds_of(words text) returns text[]
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp
  as $$
    select coalesce(array_agg(distinct sound) filter (where sound <> ''), '{}')
      from unnest(string_to_array(children.plain(words), ' ')) as word,
           lateral (values (public.dmetaphone(word)), (public.dmetaphone_alt(word))) as s(sound)
     where length(word) > 1
  $$;

create function children.keep_search_name() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into children.search_text (authority_id, child_id, kind, source_id, words, sounds)
  values (new.authority_id, new.id, 'name', new.id, children.plain(concat_ws(' ', new.given_name, new.family_name)),
          children.sounds_of(concat_ws(' ', new.given_name, new.family_name)))
  on conflict (authority_id, child_id, kind, source_id) do update set words = excluded.words, sounds = excluded.sounds;
  return null;
end
$$;
create trigger child_is_searched after insert or update of family_name, given_name on children.child
  for each row execute function children.keep_search_name();

create function children.keep_search_other_name() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into children.search_text (authority_id, child_id, kind, source_id, words, sounds)
  values (new.authority_id, new.child_id, 'other-name', new.id,
          children.plain(concat_ws(' ', new.given_name, new.family_name)),
          children.sounds_of(concat_ws(' ', new.given_name, new.family_name)));
  return null;
end
$$;
create trigger child_name_is_searched after insert on children.child_name
  for each row execute function children.keep_search_other_name();

create function children.keep_search_address() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  insert into children.search_text (authority_id, child_id, kind, source_id, words)
  values (new.authority_id, new.child_id, 'address', new.id, children.plain(concat_ws(' ', new.lines, new.postcode)));
  return null;
end
$$;
create trigger address_is_searched after insert on children.address
  for each row execute function children.keep_search_address();

-- Finds children by any name, address, reference or date of birth, tolerant of spelling. Trigram operators are not
-- leakproof, so under row-level security they would read every row: the access rule is applied here instead, and only
-- ids come out. restricted is true on one row without an id when a restricted record may match.
create function children.find_children(sought text, born date, most integer)
  returns table (child_id uuid, score real, restricted boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  set pg_trgm.similarity_threshold = 0.35 set pg_trgm.word_similarity_threshold = 0.55
  as $$
declare
  here integer := platform.current_authority();
  plain_words text := children.plain(sought);
  -- Each word by its first sound; both sounds of a stored name are kept, so either is met.
  wanted_sounds text[] := array(select dmetaphone(word) from unnest(string_to_array(plain_words, ' ')) word where length(word) > 1);
begin
  if not children.may_read() then
    return;
  end if;
  return query
    -- Materialized: the planner takes the few finds for even fewer, and would search again for every child.
    with by_words as materialized (
      select s.child_id, similarity(s.words, plain_words) as found
        from children.search_text s
       where s.authority_id = here and plain_words <> '' and s.words % plain_words
      union all
      select s.child_id, word_similarity(plain_words, s.words)
        from children.search_text s
       where s.authority_id = here and plain_words <> '' and plain_words <% s.words
      union all
      select s.child_id, 0.5::real + 0.3::real * similarity(s.words, plain_words)
        from children.search_text s
       where s.authority_id = here and cardinality(wanted_sounds) > 0 and s.sounds @> wanted_sounds
      union all
      -- One name heard right and the other written near enough: "Shivaun Mccready" for Siobhan Macready.
      select s.child_id, 0.2::real + 0.3::real * similarity(s.words, plain_words)
        from children.search_text s
       where s.authority_id = here and cardinality(wanted_sounds) > 1 and s.sounds && wanted_sounds
         and similarity(s.words, plain_words) >= 0.2
      union all
      select c.id, 1.5::real from children.child c
       where c.authority_id = here and c.reference = upper(trim(sought))
      union all
      select i.child_id, 1.5::real from children.child_identifier i
       where i.authority_id = here and i.identifier = trim(sought)
      union all
      select c.id, 0.9::real from children.child c
       where c.authority_id = here and born is not null and c.date_of_birth = born
    ), best as (
      select b.child_id, (max(b.found) + case when born is not null and max(c.date_of_birth) = born then 0.5 else 0 end)::real as points,
             bool_or(c.is_restricted) and not children.may_open_restricted(here, b.child_id) as hidden
        from by_words b join children.child c on c.authority_id = here and c.id = b.child_id
       where c.merged_into is null
       group by b.child_id
       order by points desc limit most
    )
    select best.child_id, best.points, false from best where not hidden
    union all
    select null, null, true where exists (select from best where hidden);
end
$$;
revoke all on function children.find_children(text, date, integer), children.may_open_restricted(integer, uuid) from public;
grant execute on function children.find_children(text, date, integer), children.may_open_restricted(integer, uuid) to "app_role";

-- The children whose records are closed to who is asking. Few, and asked once per statement.
create function children.closed_children() returns uuid[]
  language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if platform.is_system() then
    return '{}';
  end if;
  return array(
    select c.id from children.child c
     where c.authority_id = platform.current_authority() and c.is_restricted
       and not children.may_open_restricted(c.authority_id, c.id));
end
$$;
revoke all on function children.closed_children() from public;
grant execute on function children.closed_children() to "app_role";

do $$
declare
  owned text;
begin
  foreach owned in array array['child', 'child_change', 'child_identifier', 'child_name', 'restriction',
    'restriction_reader', 'adult', 'household', 'household_member', 'address', 'service', 'allocation',
    'allocation_end', 'merge', 'merge_undone', 'search_text'] loop
    execute format('alter table children.%I enable row level security', owned);
    execute format('create policy authority_and_role on children.%I
                      using (authority_id = (select platform.current_authority()) and (select children.may_read()))', owned);
  end loop;
  foreach owned in array array['child_change', 'child_identifier', 'child_name', 'address', 'service', 'allocation',
    'restriction'] loop
    execute format('create policy not_closed on children.%I as restrictive for select
                      using (child_id <> all ((select children.closed_children())::uuid[]))', owned);
  end loop;
  foreach owned in array array['child_change', 'child_identifier', 'child_name', 'restriction', 'restriction_reader',
    'adult', 'household', 'household_member', 'address', 'service', 'allocation', 'allocation_end', 'merge',
    'merge_undone'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on children.%1$I
                      for each row execute function platform.refuse_change()', owned);
    execute format('create trigger %1$s_stays before truncate on children.%1$I
                      for each statement execute function platform.refuse_change()', owned);
    execute format('grant select, insert on children.%I to "app_role"', owned);
  end loop;
end
$$;
create policy not_closed on children.child as restrictive for select
  using (id <> all ((select children.closed_children())::uuid[]));
create policy not_closed on children.household_member as restrictive for select
  using (child_id is null or child_id <> all ((select children.closed_children())::uuid[]));
grant select, insert, update on children.child to "app_role";
