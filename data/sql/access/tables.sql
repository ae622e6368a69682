-- The tables there are.
select name
from sqlite_master
where type = 'table'
order by name
