-- Adds a token.
insert into token (token_id, hash, last_four, grants, made_at, ends_at, made_by)
values (:token, :hash, :last_four, :grants, :now, :ends, :made_by)
