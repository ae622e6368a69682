-- All simulated observations, the columns that answers in pandas need.
select
    cast(area_id as area_name) as area_id,
    cast(indicator_id as indicator_name) as indicator_id,
    as_of,
    value
from observation
where dataset = 'demo'
