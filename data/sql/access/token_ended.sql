-- A row where the token was ended.
select 1
from ended
where kind = 'token' and id = :token
limit 1
