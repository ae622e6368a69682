-- The areas that submissions tell of.
-- grain: one row per submission_id and area_id
-- params: $submissions varchar[]
-- columns: submission_id varchar, area_id varchar
select distinct
    submission_id,
    area_id
from submission_area
where list_contains(cast($submissions as varchar[]), submission_id)
order by submission_id, area_id
