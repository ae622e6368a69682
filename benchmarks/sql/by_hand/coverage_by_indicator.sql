-- The shortest way to the answer of coverage_by_indicator.
select indicator_id, count(distinct area_id) as areas, 0 as undated
from observation join area using (area_id)
where dataset = $dataset and level = $level and vintage = $vintage
group by indicator_id order by indicator_id
