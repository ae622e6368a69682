-- The shortest way to the answer of selected_count.
select indicator_id as indicator, as_of, count(*) as figures
from observation
where dataset = $dataset and indicator_id in $indicators and area_id in (select area_id from area where province_id = $within)
    and as_of between $first and $last
group by all order by all
