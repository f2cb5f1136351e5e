-- What keeps a sample authority alive: how far it has been lived, and what its made-up people are still to do. A real
-- authority has no row here, and the policies let it have none.

create schema sample;
grant usage on schema sample to "app_role";

create table sample.life (
  authority_id integer not null references platform.authority,
  seed integer not null,
  contacts_per_year integer not null check (contacts_per_year > 0),
  -- Everything that happens before this moment has been written down.
  lived_through timestamptz not null,
  primary key (authority_id)
);

-- What comes of a made-up contact: the decision on each child at due_at, and after it the word to referrer and family.
create table sample.to_come (
  authority_id integer not null,
  contact_id uuid not null,
  step text not null check (step in ('decide', 'follow-up')),
  due_at timestamptz not null,
  decisions jsonb not null,
  primary key (authority_id, contact_id),
  foreign key (authority_id, contact_id) references front_door.contact
);
create index to_come_due on sample.to_come (authority_id, due_at);

create function sample.is_sample() returns boolean
  language sql stable parallel safe
  as $$
    select exists (select from platform.authority a where a.authority_id = platform.current_authority() and a.is_sample)
  $$;

do $$
declare
  owned text;
begin
  foreach owned in array array['life', 'to_come'] loop
    execute format('alter table sample.%I enable row level security', owned);
    execute format('create policy own_authority on sample.%I as restrictive
                      using (authority_id = (select platform.current_authority()))', owned);
    execute format('create policy lived_by_jobs on sample.%I
                      using ((select platform.is_system() and sample.is_sample()))', owned);
  end loop;
end
$$;
grant select, insert, update on sample.life to "app_role";
grant select, insert, update, delete on sample.to_come to "app_role";

-- A past that is laid down has its own references; the next contact of a month and the next child are numbered after them.
create function sample.count_on(references_by_month jsonb, children bigint) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  yymm text;
  given text;
  sequence_name text;
begin
  if not (platform.is_system() and sample.is_sample()) then
    raise exception 'only a sample authority is counted on' using errcode = 'insufficient_privilege';
  end if;
  for yymm, given in select * from jsonb_each_text(references_by_month) loop
    sequence_name := format('front_door.reference_%s_%s', platform.current_authority(), yymm);
    execute format('create sequence if not exists %s', sequence_name);
    perform setval(sequence_name::regclass, given::bigint);
  end loop;
  perform setval('children.reference_number', greatest(children, (select last_value from children.reference_number)));
end
$$;
revoke all on function sample.count_on(jsonb, bigint) from public;
grant execute on function sample.count_on(jsonb, bigint) to "app_role";
