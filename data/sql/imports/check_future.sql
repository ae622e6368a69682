-- Periods that have not begun by $today.
insert into trouble
select 'in_future', r.row, -2 - 1024 * (r.row // 4194304), cast(min(r.as_of) as varchar), cast($today as varchar)
from ready as r
where r.starts_on > cast($today as date)
group by r.row
