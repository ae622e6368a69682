-- A row where the login was ended: by itself, with all of its subject's, or with all there were (*).
select 1
from ended
where (kind = 'login' and id = :login) or (kind = 'subject' and id in (:subject, '*') and since >= :began)
limit 1
