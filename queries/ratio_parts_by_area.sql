-- What ratios of an area are made of on one day: both parts, summed over the communes that said
-- both, so that they divide to the ratio told.
-- grain: one row per indicator
-- params: $indicators varchar[], $place varchar, $date date, $dataset varchar
-- columns: indicator varchar, above double, below double, communes bigint
select
    indicator_id as indicator,
    above,
    below,
    parts as communes
from rollup
where dataset = $dataset
    and carried = 'ratio'
    and area_id = $place
    and as_of = cast($date as date)
    and list_contains(cast($indicators as varchar[]), indicator_id)
qualify row_number() over (
    partition by indicator_id order by timing, period_start desc nulls last
) = 1
order by indicator_id
