-- Each target that will be stored beside what is stored: added, changed or same. What has an error
-- stays out, and of a target given twice the first row is taken.
create or replace temp table compared as
with wrong as (
    select distinct t.row, t.place
    from trouble as t
    inner join severity as v on v.code = t.code
    where v.severity = 'error'
),

kept as (
    select p.*
    from promised as p
    anti join wrong as w on w.row = p.row and w.place < 0
    anti join wrong as w on w.row = p.row and w.place = p.place
    anti join wrong as w on w.row = 0 and w.place = p.place
    qualify row_number() over (
        partition by p.area_id, p.indicator_id, p.kind, p.due order by p.row, p.place
    ) = 1
)

select
    k.row, k.place, k.area_id, k.indicator_id, k.kind, k.operator, k.due as as_of, k.precision,
    k.value, 'exact' as qualifier, t.value as old_value, 'exact' as old_qualifier,
    case
        when t.area_id is null then 'added'
        when t.value <> k.value or t.operator is distinct from k.operator then 'changed'
        else 'same'
    end as status
from kept as k
left join target as t
    on
        t.area_id = k.area_id
        and t.indicator_id = k.indicator_id
        and t.kind is not distinct from k.kind
        and t.due is not distinct from k.due
        and t.dataset = $dataset
        and t.source_id = $source
