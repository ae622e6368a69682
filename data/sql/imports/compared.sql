-- Each figure that will be stored beside what is stored: added, changed or same. What has an error
-- stays out, and of a figure given twice the first row is taken. In the order of its readers.
create or replace temp table compared as
with wrong as (
    select distinct t.row, t.place
    from trouble as t
    inner join severity as v on v.code = t.code
    where v.severity = 'error'
),

kept as (
    select r.*
    from ready as r
    anti join wrong as w on w.row = r.row and w.place < 0
    anti join wrong as w on w.row = r.row and w.place = r.place
    anti join wrong as w on w.row = 0 and w.place = r.place
    anti join twice as t
        on t.row = r.row and t.place = r.place and t.indicator_id = r.indicator_id
        and not t.is_first
)

select
    k.*,
    o.value as old_value,
    o.low as old_low,
    o.high as old_high,
    o.qualifier as old_qualifier,
    case
        when o.area_id is null then 'added'
        when
            o.value is distinct from k.value or o.low is distinct from k.low
            or o.high is distinct from k.high or o.qualifier is distinct from k.qualifier
            then 'changed'
        else 'same'
    end as status
from kept as k
left join observation as o
    on
        o.area_id = k.area_id
        and o.indicator_id = k.indicator_id
        and o.as_of = k.as_of
        and o.precision = k.precision
        and o.timing = k.timing
        and o.period_start is not distinct from k.period_start
        and o.dataset = $dataset
        and o.source_id = $source
order by k.indicator_id, k.as_of, k.area_id
