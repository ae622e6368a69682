-- The areas of whose month results were submitted that wait for a reviewer.
-- grain: one row per area_id
-- params: $date date
-- columns: area_id varchar
select distinct a.area_id
from submission_area as a
inner join submission as s on s.submission_id = a.submission_id
where s.state = 'submitted' and s.kind = 'results' and a.as_of = $date
order by a.area_id
