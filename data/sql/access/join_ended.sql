-- Adds what the other file, attached, says was ended and this one does not.
insert into main.ended (kind, id, since)
select o.kind, o.id, o.since
from other.ended as o
where
    not exists (
        select 1 from main.ended as e where e.kind = o.kind and e.id = o.id and e.since = o.since
    )
order by o.entry
