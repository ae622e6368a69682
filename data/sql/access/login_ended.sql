-- A row where the login was ended, by itself or with all of its subject's.
select 1
from ended
where (kind = 'login' and id = :login) or (kind = 'subject' and id = :subject and since >= :began)
limit 1
