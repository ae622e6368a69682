-- Ends all logins begun until now, whoever's.
insert into ended (kind, id, since)
values ('subject', '*', :now)
