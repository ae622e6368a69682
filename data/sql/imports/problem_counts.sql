-- How many problems there are of each severity.
select v.severity, count(*)
from trouble as t
inner join severity as v on v.code = t.code
group by v.severity
order by v.severity
