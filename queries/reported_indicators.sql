-- What communes of some areas reported in a span of days: counts as they were, and the ratios that
-- follow from them.
-- grain: one row per indicator
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: indicator_id varchar, pillar varchar, kind varchar
with said as (
    select distinct o.indicator_id
    from observation as o
    inner join commune_of as c on c.commune_id = o.area_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date)
        and o.as_of <= cast($last as date)
        and list_contains(cast($areas as varchar[]), c.area_id)
)

select
    i.indicator_id,
    i.pillar,
    i.kind
from indicator as i
where i.indicator_id in (select s.indicator_id from said as s)
    or (
        i.kind = 'ratio'
        and i.numerator_id in (select s.indicator_id from said as s)
        and i.denominator_id in (select s.indicator_id from said as s)
    )
order by i.indicator_id
