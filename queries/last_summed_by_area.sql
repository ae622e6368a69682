-- The last day for which an area can be summed from its communes in one dataset: of a ratio, the
-- last for which they said both counts. In units "today" communes of the other time count too.
-- grain: one row per area_id and indicator_id
-- params: $areas varchar[], $units varchar, $dataset varchar
-- columns: area_id varchar, indicator_id varchar, as_of date
with places as (
    select
        c.area_id,
        c.commune_id
    from commune_of as c
    inner join area as a on a.area_id = c.area_id
    where list_contains(cast($areas as varchar[]), c.area_id)
        and ($units = 'today' or c.area_id = 'vn' or c.vintage = a.vintage)
),

communes as (
    select distinct commune_id
    from places
),

held as (
    select
        o.area_id,
        o.indicator_id,
        max(o.as_of) as as_of
    from observation as o
    inner join communes as c on c.commune_id = o.area_id
    where o.dataset = $dataset and o.as_of is not null
    group by o.area_id, o.indicator_id
),

said as (
    select
        h.area_id,
        h.indicator_id,
        h.as_of
    from held as h
    inner join indicator as i
        on i.indicator_id = h.indicator_id and i.kind = 'count' and i.rollup = 'sum'
    union all
    select
        n.area_id,
        i.indicator_id,
        least(n.as_of, d.as_of) as as_of
    from indicator as i
    inner join held as n on n.indicator_id = i.numerator_id
    inner join held as d on d.indicator_id = i.denominator_id and d.area_id = n.area_id
    where i.kind = 'ratio'
)

select
    p.area_id,
    s.indicator_id,
    max(s.as_of) as as_of
from places as p
inner join said as s on s.area_id = p.commune_id
group by p.area_id, s.indicator_id
order by p.area_id, s.indicator_id
