-- Columns of counts with fractions, columns whose figures are about a power of ten away from what any dataset has of the same area
-- and indicator, and columns of shares that are all at most 1: a unit that nobody has said.
insert into trouble
with given as (
    select r.place, r.area_id, r.indicator_id, median(r.value) as value
    from ready as r
    inner join column_of as f on f.place = r.place and not f.confirmed
    where r.value > 0
    group by r.place, r.area_id, r.indicator_id
),

stored as (
    select o.area_id, o.indicator_id, median(o.value) as value
    from observation as o
    semi join given as g on g.area_id = o.area_id and g.indicator_id = o.indicator_id
    where o.value > 0 and o.dataset not in ('submitted', 'demo')
    group by o.area_id, o.indicator_id
),

compared as (
    select g.place, log10(s.value / g.value) as apart
    from given as g
    inner join stored as s on s.area_id = g.area_id and s.indicator_id = g.indicator_id
),

typical as (
    select place, median(apart) as apart, count(*) as pairs
    from compared
    group by place
),

fractions as (
    select r.place, min(r.value) filter (where abs(r.value - round(r.value)) > 1e-6) as example
    from ready as r
    inner join column_of as f on f.place = r.place and not f.confirmed
    inner join indicator as i on i.indicator_id = r.indicator_id
    where i.kind = 'count' and i.decimals = 0 and r.qualifier <> 'about'
    group by r.place
    having
        count(*) filter (where abs(r.value - round(r.value)) > 1e-6) >= 2
        and count(*) filter (where abs(r.value - round(r.value)) > 1e-6) >= 0.1 * count(*)
),

shares as (
    select r.place, max(r.value) as largest, count(*) as cells
    from ready as r
    inner join column_of as f on f.place = r.place and not f.confirmed
    inner join indicator as i on i.indicator_id = r.indicator_id and i.unit_vi = '%'
    group by r.place
)

select 'scale_suspect', 0, t.place, plain(power(10, round(t.apart))), ''
from typical as t
where t.pairs >= 3 and abs(t.apart) >= 0.8 and abs(t.apart - round(t.apart)) <= 0.2
union all
select 'share_of_one', 0, s.place, plain(s.largest), ''
from shares as s
where s.largest <= 1 and s.largest > 0 and s.cells >= 2
union all
select 'unit_unsaid', 0, place, plain(example), ''
from fractions
