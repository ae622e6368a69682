-- The shortest way to the answer of areas_covered_by_indicator.
select indicator_id, count(distinct area_id) as areas, count(*) as figures
from observation where dataset = $dataset and area_id in $areas
group by indicator_id order by indicator_id
