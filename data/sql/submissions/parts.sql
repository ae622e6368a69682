-- The pieces of what was staged, in their order.
select name, content
from submission_part
where submission_id = $submission
order by name, part
