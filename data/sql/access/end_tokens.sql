-- Ends all tokens that were not.
insert into ended (kind, id, since)
select 'token', t.token_id, :now
from token as t
where not exists (select 1 from ended as e where e.kind = 'token' and e.id = t.token_id)
