-- 1 where the other file, attached, has a line that this one has not; else 0.
select
    exists (
        select entry, happened_at, subject, way, address, action, about, outcome from other.audit
        except
        select entry, happened_at, subject, way, address, action, about, outcome from main.audit
    )
    or exists (select token_id, hash from other.token except select token_id, hash from main.token)
    or exists (select kind, id, since from other.ended except select kind, id, since from main.ended)
