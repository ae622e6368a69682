-- One row per target that the cells give; due is the last day its period names. A view: a file of
-- results has none to keep.
create or replace temp view promised as
select
    l.row, l.place, l.area_id, l.indicator_id, k.choice as kind, o.choice as operator,
    l.as_of as due, l.precision, l.value
from located as l
left join choice_of as k on k.text = l.target_kind and k.field = 'target_kind'
left join choice_of as o on o.text = l.operator and o.field = 'operator'
where
    l.area_id is not null and l.indicator_id is not null and l.as_of is not null
    and l.value is not null
