-- Adds the tokens of the other file, attached, that this one has not.
insert into main.token (token_id, hash, last_four, grants, made_at, ends_at, made_by)
select o.token_id, o.hash, o.last_four, o.grants, o.made_at, o.ends_at, o.made_by
from other.token as o
where not exists (select 1 from main.token as t where t.token_id = o.token_id)
