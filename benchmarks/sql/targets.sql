-- Targets of a fifth of the indicators: registered for each month, and assigned for each year.
insert into target
select
    c.area_id, i.indicator_id, k.kind,
    case when (c.commune + i.place) % 10 > 0 then '>=' end,
    100 + (c.commune * 31 + i.place * 17) % 900 + m.month, m.as_of, 'day', 'printed', 1, 'demo',
    f.source_id, f.batch_id, concat(f.batch_id, ':targets:', c.line)
from one_indicator as i
cross join (values ('registered'), ('assigned')) as k (kind)
cross join month as m
cross join commune as c
inner join file as f on f.province_id = c.province_id and f.month = m.month
where
    i.place * 5 <= (select count(*) from one_indicator) + 4
    and i.kind = 'count'
    and (k.kind = 'registered' or extract(month from m.as_of) = 12)
order by i.indicator_id, m.as_of, c.area_id, k.kind;

insert into target_log (
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, recorded_at
)
select
    area_id, indicator_id, kind, operator, value, due, precision, basis, version, dataset,
    source_id, batch_id, origin, due
from target
where dataset = 'demo'
order by due, area_id, indicator_id
