-- With a million children, trigrams of whole names made every misspelling read tens of thousands of rows: the commonest
-- pieces of names stand in most of them. A name is now looked up in two steps: which of the words that occur at all are near
-- what was typed (some ten thousand, however many children there are), and then which children have those words.

-- Every word that a name or an address of this authority has ever had. No key: a second row of the same word does no harm, and
-- two people recording the same new name at once do not wait for each other.
create table children.search_word (
  authority_id integer not null references platform.authority,
  -- Compared byte by byte, so that a beginning is found by the index whatever the database's language.
  word text collate "C" not null,
  sounds text[] not null
);
create index search_word_word on children.search_word (authority_id, word);
create index search_word_trigrams on children.search_word using gin (word public.gin_trgm_ops) with (fastupdate = off);
create index search_word_sounds on children.search_word using gin (sounds) with (fastupdate = off);
alter table children.search_word enable row level security;
create policy own_authority on children.search_word using (authority_id = (select platform.current_authority()));

drop index children.search_text_trigrams;
drop index children.search_text_sounds;
alter table children.search_text add column parts tsvector not null default '';
update children.search_text set parts = array_to_tsvector(string_to_array(words, ' '));
insert into children.search_word (authority_id, word, sounds)
select distinct authority_id, word, children.sounds_of(word)
  from children.search_text, unnest(string_to_array(words, ' ')) word;
-- Kept up at once: a list of what is still to be indexed would be read by every search.
create index search_text_parts on children.search_text using gin (parts) with (fastupdate = off);

create function children.keep_searched(for_authority integer, for_child uuid, of_kind text, from_source uuid, said text)
  returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  -- A plan made while the table was small must not be kept while a file of thousands is taken.
  set enable_seqscan = off
  as $$
declare
  plain_words text := children.plain(said);
  each_word text[] := string_to_array(plain_words, ' ');
  one_word text;
begin
  insert into children.search_text (authority_id, child_id, kind, source_id, words, sounds, parts)
  values (for_authority, for_child, of_kind, from_source, plain_words,
          case when of_kind = 'address' then '{}' else children.sounds_of(plain_words) end, array_to_tsvector(each_word))
  on conflict (authority_id, child_id, kind, source_id)
  do update set words = excluded.words, sounds = excluded.sounds, parts = excluded.parts;
  -- One by one: asked of all together, the plan could be to read every word that is known.
  foreach one_word in array each_word loop
    if not exists (select from children.search_word known where known.authority_id = for_authority and known.word = one_word) then
      insert into children.search_word (authority_id, word, sounds) values (for_authority, one_word, children.sounds_of(one_word));
    end if;
  end loop;
end
$$;
revoke all on function children.keep_searched(integer, uuid, text, uuid, text) from public;

create or replace function children.keep_search_name() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform children.keep_searched(new.authority_id, new.id, 'name', new.id, concat_ws(' ', new.given_name, new.family_name));
  return null;
end
$$;

create or replace function children.keep_search_other_name() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform children.keep_searched(new.authority_id, new.child_id, 'other-name', new.id,
                                 concat_ws(' ', new.given_name, new.family_name));
  return null;
end
$$;

create or replace function children.keep_search_address() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform children.keep_searched(new.authority_id, new.child_id, 'address', new.id, concat_ws(' ', new.lines, new.postcode));
  return null;
end
$$;

-- The words of this authority that are near one that was typed, as alternatives of a tsquery: alike in spelling or in sound, or
-- beginning with it. Null when there are none.
create function children.near_words(here integer, typed text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  set pg_trgm.similarity_threshold = 0.3 set enable_seqscan = off
  as $$
declare
  typed_sounds text[] := children.sounds_of(typed);
begin
  return (
    select string_agg(distinct word, '|')
      from (
        select word, max(near) as nearest
          from (
            select w.word, similarity(w.word, typed) as near
              from children.search_word w
             where w.authority_id = here and w.word % typed
            union all
            select w.word, 0.35::real + 0.5::real * similarity(w.word, typed)
              from children.search_word w
             where w.authority_id = here and cardinality(typed_sounds) > 0 and w.sounds && typed_sounds
            union all
            (select w.word, 0.9::real * length(typed) / length(w.word)
               from children.search_word w
              where w.authority_id = here and length(typed) > 2 and w.word >= typed collate "C" and w.word < (typed || '~') collate "C"
              order by length(w.word) limit 50)) alike
         group by word
         order by nearest desc, word limit 40) nearest_first);
end
$$;
revoke all on function children.near_words(integer, text) from public;

create or replace function children.find_children(sought text, born date, most integer)
  returns table (child_id uuid, score real, restricted boolean)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  set enable_seqscan = off
  as $$
declare
  here integer := platform.current_authority();
  plain_words text := children.plain(sought);
  -- A letter that stands alone says too little; a house number does not.
  each_word text[] := array(
    select word from unnest(string_to_array(plain_words, ' ')) with ordinality as w (word, place)
     where length(word) > 1 or word ~ '[0-9]' order by place limit 8);
  wanted_sounds text[] := array(select dmetaphone(word) from unnest(each_word) word where dmetaphone(word) <> '');
  near text[] := array(
    select alike from (select children.near_words(here, word) as alike from unnest(each_word) word) n where alike is not null);
  exactly tsquery := nullif(array_to_string(each_word, '&'), '')::tsquery;
  -- All of them; of three or more, all but one.
  nearly tsquery := case
    when cardinality(near) = 0 then null
    when cardinality(near) < 3 then ('(' || array_to_string(near, ')&(') || ')')::tsquery
    else (
      select string_agg('((' || (
               select string_agg(other.alike, ')&(') from unnest(near) with ordinality as other (alike, place)
                where other.place <> left_out.place) || '))', '|')::tsquery
        from generate_series(1, cardinality(near)) as left_out (place)) end;
  -- Any one of them: a name may be written quite otherwise than it sounds. "Shivaun Macready" for Siobhan Macready.
  any_one tsquery := case when cardinality(near) > 1 then ('(' || array_to_string(near, ')|(') || ')')::tsquery end;
begin
  if not children.may_read() then
    return;
  end if;
  return query
    -- Materialized: the planner takes the few finds for even fewer, and would search again for every child. Each step stops at
    -- what nobody looks through: of a common name's ten thousand the first fifty are shown.
    with exact as materialized (
      select s.child_id, s.words, s.sounds from children.search_text s
       where s.authority_id = here and s.parts @@ exactly limit 500
    ), alike as materialized (
      select s.child_id, s.words, s.sounds from children.search_text s
       where s.authority_id = here and s.parts @@ nearly and (select count(*) from exact) < most limit 1000
    ), in_part as materialized (
      select s.child_id, s.words, s.sounds from children.search_text s
       where s.authority_id = here and s.parts @@ any_one and (select count(*) from alike) < most
         and similarity(s.words, plain_words) >= 0.25 limit 300
    ), by_words as (
      select f.child_id,
             greatest(similarity(f.words, plain_words), word_similarity(plain_words, f.words),
                      case when cardinality(wanted_sounds) > 0 and f.sounds @> wanted_sounds then 0.5 else 0.2 end
                        + 0.3::real * similarity(f.words, plain_words))::real as found
        from (select * from exact union all select * from alike union all select * from in_part) f
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
