-- The submissions that wait and are not in the dataset `submitted`, the longest waiting first.
select s.submission_id
from submission as s
left join batch as b on b.batch_id = s.submission_id
where s.state = 'submitted' and b.batch_id is null
order by s.submitted_at, s.submission_id
