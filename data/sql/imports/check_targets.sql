-- Kinds and operators that are none, and targets that the file gives twice.
insert into trouble
with twice as (
    select
        area_id, indicator_id, kind, due,
        min(row) as first_row,
        max(row) as last_row,
        count(distinct (value, operator)) > 1 as differs
    from promised
    group by area_id, indicator_id, kind, due
    having count(*) > 1
)

select distinct 'not_a_choice', c.row, c.place, h.text, h.expected
from located as c
inner join choice_of as h
    on
        (h.field = 'target_kind' and h.text = c.target_kind)
        or (h.field = 'operator' and h.text = c.operator)
where h.expected is not null
union all
select
    case when t.differs then 'duplicate_differs' else 'duplicate_same' end,
    p.row,
    p.place,
    plain(p.value),
    cast(case when p.row > t.first_row then t.first_row else t.last_row end % 4194304 as varchar)
from twice as t
inner join promised as p
    on
        p.area_id = t.area_id
        and p.indicator_id = t.indicator_id
        and p.kind is not distinct from t.kind
        and p.due is not distinct from t.due
where t.differs or p.row > t.first_row
