-- The shortest way to the answer of summed_by_area. The two counts that the question asks for, without their ratio.
select indicator_id as indicator, as_of, sum(value) as value
from observation
where dataset = $dataset and indicator_id in ('adults', 'teams') and area_id in (select area_id from area where province_id = $within)
    and as_of between $first and $last
group by all order by all
