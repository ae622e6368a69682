-- The areas that a stored file tells of, in figures, targets, teams or villages.
-- grain: one row per area_id
-- params: $batch varchar
-- columns: area_id varchar
select area_id
from observation_log
where batch_id = $batch
union
select area_id
from target_log
where batch_id = $batch
union
select commune_id as area_id
from team
where batch_id = $batch
union
select commune_id as area_id
from village
where batch_id = $batch
order by area_id
