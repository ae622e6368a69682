-- Ends a login, a token, or all logins of a subject begun until now.
insert into ended (kind, id, since)
values (:kind, :id, :now)
