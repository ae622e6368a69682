-- Of which indicators one dataset has targets, by who set them; kind NULL: not stated.
-- grain: one row per indicator_id and kind
-- params: $dataset varchar
-- columns: indicator_id varchar, kind varchar, targets bigint, first_due date, last_due date
select
    indicator_id,
    kind,
    count(*) as targets,
    min(due) as first_due,
    max(due) as last_due
from target
where dataset = $dataset
group by indicator_id, kind
order by indicator_id, kind nulls last
