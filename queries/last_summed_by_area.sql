-- The last day for which an area can be summed from its communes in one dataset: of a ratio, the
-- last for which some said both counts. In units "today" communes of the other time count too.
-- grain: one row per area_id and indicator_id
-- params: $areas varchar[], $units varchar, $dataset varchar
-- columns: area_id varchar, indicator_id varchar, as_of date
select
    r.area_id,
    r.indicator_id,
    max(r.as_of) as as_of
from rollup as r
inner join area as a on a.area_id = r.area_id
where r.dataset = $dataset
    and list_contains(cast($areas as varchar[]), r.area_id)
    and (
        $units = 'today'
        or r.area_id = 'vn'
        or a.vintage = case when r.as_of < date '2025-07-01' then '2024' else '2025' end
    )
group by r.area_id, r.indicator_id
order by r.area_id, r.indicator_id
