-- Whoever fills tables in one long transaction asks them by lists of ids meanwhile. Of rows that are not committed PostgreSQL
-- gathers no statistics by itself: it would read a whole table for each list, and a file would cost by the square of its rows.
-- Analyses every table of these schemas, this transaction's own rows among them; one that is being analysed is left out.
create function platform.look_again(schemas text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  known regclass;
begin
  if not platform.is_system() then
    raise exception 'only jobs and commands fill tables' using errcode = 'insufficient_privilege';
  end if;
  for known in
    select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any (schemas) and n.nspname = any (array['front_door', 'children', 'case_records'])
       -- An empty one has nothing to be known of it.
       and pg_relation_size(c.oid) > 0
     order by c.oid
  loop
    execute format('analyze (skip_locked) %s', known);
  end loop;
end
$$;
revoke all on function platform.look_again(text[]) from public;
grant execute on function platform.look_again(text[]) to "app_role";
