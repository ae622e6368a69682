-- vi: Chỉ tiêu bên cạnh kết quả mới nhất của cùng nơi, cùng bộ số liệu
-- en: Targets beside the newest result of the same place and dataset
with newest as (
    select area_id, indicator, dataset, value, qualifier, as_of
    from figures
    where as_of is not null
    qualify row_number() over (
        partition by area_id, indicator, dataset order by as_of desc, value desc
    ) = 1
)
select t.dataset, t.area, t.province, t.indicator, t.kind, t.operator, t.value as target, t.due,
       n.value as result, n.qualifier, n.as_of, t.unit
from targets as t
left join newest as n using (area_id, indicator, dataset)
where t.level in ('nation', 'province')
order by t.dataset, t.indicator, t.due, t.area
