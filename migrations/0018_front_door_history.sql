-- The day a contact was received, kept beside each of its children: the board asks for the contacts about a child in the
-- twelve months before, and must not open every contact there ever was about a family that is known for long. A contact is a
-- fact, so the copy cannot come apart from it.
alter table front_door.contact_child add column received_on date;

alter table front_door.contact_child disable trigger contact_child_is_a_fact;
update front_door.contact_child about
   set received_on = contact.received_on
  from front_door.contact contact
 where contact.authority_id = about.authority_id and contact.id = about.contact_id;
alter table front_door.contact_child enable trigger contact_child_is_a_fact;

alter table front_door.contact_child alter column received_on set not null;

create function front_door.take_received_on() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  select contact.received_on into new.received_on
    from front_door.contact contact
   where contact.authority_id = new.authority_id and contact.id = new.contact_id;
  return new;
end
$$;
revoke all on function front_door.take_received_on() from public;

create trigger takes_received_on before insert on front_door.contact_child
  for each row execute function front_door.take_received_on();

create index contact_child_received on front_door.contact_child (authority_id, child_id, received_on, contact_id);
drop index front_door.contact_child_child;
