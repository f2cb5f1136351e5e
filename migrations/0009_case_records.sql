-- What the council's case system says of referrals, assessments and section 47 enquiries, as Annex A lists and the CIN
-- census bring it. Facts, appended: what a later file tells otherwise is a row that names the one it corrects. A row has no id
-- in those files: it is known by its child, its day (on_day: of the referral, the start of the assessment or the enquiry), and
-- which of that day's it is.

create schema case_records;
grant usage on schema case_records to "app_role";

create table case_records.referral (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  on_day date not null,
  occurrence integer not null check (occurrence >= 1),
  source_code text check (source_code in
    ('1A', '1B', '1C', '1D', '2A', '2B', '3A', '3B', '3C', '3D', '3E', '3F', '4', '5A', '5B', '5C', '5D', '6', '7', '8',
     '9', '10')),
  is_no_further_action boolean,
  team text not null default '',
  worker text not null default '',
  came_from text not null check (came_from in ('annex-a', 'cin-census')),
  corrects uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, corrects) references case_records.referral
);
create unique index referral_first on case_records.referral (authority_id, child_id, on_day, occurrence)
  where corrects is null;

create table case_records.assessment (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  on_day date not null,
  occurrence integer not null check (occurrence >= 1),
  authorised_on date,
  is_child_seen boolean,
  needs_support boolean,
  has_disability boolean,
  team text not null default '',
  worker text not null default '',
  came_from text not null check (came_from in ('annex-a', 'cin-census')),
  corrects uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, corrects) references case_records.assessment
);
create unique index assessment_first on case_records.assessment (authority_id, child_id, on_day, occurrence)
  where corrects is null;

create table case_records.section_47 (
  authority_id integer not null,
  id uuid not null,
  child_id uuid not null,
  on_day date not null,
  occurrence integer not null check (occurrence >= 1),
  is_conference_unnecessary boolean,
  -- The initial child protection conference.
  conference_on date,
  led_to_plan boolean,
  has_disability boolean,
  team text not null default '',
  worker text not null default '',
  came_from text not null check (came_from in ('annex-a', 'cin-census')),
  corrects uuid,
  recorded_at timestamptz not null default now(),
  primary key (authority_id, id),
  unique (authority_id, corrects),
  foreign key (authority_id, child_id) references children.child,
  foreign key (authority_id, corrects) references case_records.section_47
);
create unique index section_47_first on case_records.section_47 (authority_id, child_id, on_day, occurrence)
  where corrects is null;

do $$
declare
  fact text;
begin
  foreach fact in array array['referral', 'assessment', 'section_47'] loop
    execute format('create trigger %1$s_is_a_fact before update or delete on case_records.%1$I
                      for each row execute function platform.refuse_change()', fact);
    execute format('create trigger %1$s_stays before truncate on case_records.%1$I
                      for each statement execute function platform.refuse_change()', fact);
    execute format('grant select, insert on case_records.%I to "app_role"', fact);
    execute format('alter table case_records.%I enable row level security', fact);
    execute format('create policy own_authority on case_records.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', fact);
    execute format('create policy brought_in_by_jobs on case_records.%I for insert
                      with check ((select platform.is_system()))', fact);
    execute format('create policy seen_by_staff on case_records.%I for select
                      using ((select children.may_read())
                             and child_id <> all ((select children.closed_children())::uuid[]))', fact);
    execute format('create view case_records.standing_%1$s with (security_invoker = true) as
                      select * from case_records.%1$I entry where not exists (
                        select from case_records.%1$I later
                         where later.authority_id = entry.authority_id and later.corrects = entry.id)', fact);
    execute format('grant select on case_records.standing_%I to "app_role"', fact);
  end loop;
end
$$;
