-- The areas that a stored file tells of, in figures, targets, teams or villages.
-- grain: one row per area_id
-- params: $batch varchar, $dataset varchar
-- columns: area_id varchar
with said as (
    select area_id, dataset, batch_id
    from observation_log
    union all
    select area_id, dataset, batch_id
    from target_log
    union all
    select t.commune_id as area_id, b.dataset, t.batch_id
    from team as t
    inner join batch as b on b.batch_id = t.batch_id
    union all
    select v.commune_id as area_id, b.dataset, v.batch_id
    from village as v
    inner join batch as b on b.batch_id = v.batch_id
)

select distinct area_id
from said
where batch_id = $batch and dataset = $dataset
order by area_id
