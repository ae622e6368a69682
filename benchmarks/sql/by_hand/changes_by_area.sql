-- The shortest way to the answer of changes_by_area. Counts alone, without ratios.
select indicator_id as indicator, sum(value) filter (where as_of = $earlier) as earlier,
    sum(value) filter (where as_of = $last) as later
from (select *, count(*) over (partition by area_id, indicator_id) as days from observation
    where dataset = $dataset and indicator_id in $indicators and area_id in (select area_id from area where province_id = $within)
        and as_of in ($earlier, $last))
where days = 2 group by all order by all
