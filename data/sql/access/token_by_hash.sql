-- The token that has the hash, if there is one.
select token_id, grants, ends_at
from token
where hash = :hash
