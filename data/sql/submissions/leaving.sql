-- The files of the dataset `submitted` that leave it: those that wait no more, or all of them. Each
-- has the id of its submission.
create or replace temp table leaving as
select b.batch_id, b.source_id
from batch as b
left join submission as s on s.submission_id = b.batch_id and s.state = 'submitted'
where b.dataset = 'submitted' and (s.submission_id is null or not $shown)
