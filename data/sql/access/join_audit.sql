-- Adds the lines of the other file, attached, that this one has not, in their order.
insert into main.audit (happened_at, subject, way, address, action, about, outcome)
select o.happened_at, o.subject, o.way, o.address, o.action, o.about, o.outcome
from other.audit as o
where
    not exists (
        select 1
        from main.audit as a
        where
            a.entry = o.entry
            and a.happened_at = o.happened_at
            and a.subject = o.subject
            and a.way = o.way
            and a.address = o.address
            and a.action = o.action
            and a.about = o.about
            and a.outcome = o.outcome
    )
order by o.entry
