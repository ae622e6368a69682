-- Figures that another source of the same dataset contradicts: days that overlap, bounds that do not.
insert into trouble
select 'contradicts', r.row, r.place, plain(r.value), min(plain(o.value) || ' (' || s.title || ')')
from ready as r
inner join observation as o
    on
        o.area_id = r.area_id
        and o.indicator_id = r.indicator_id
        and o.dataset = $dataset
        and o.source_id <> $source
inner join source as s on s.source_id = o.source_id
where
    r.starts_on <= o.as_of
    and r.as_of >= case o.precision
        when 'day' then o.as_of
        when 'month' then date_trunc('month', o.as_of)
        else date_trunc('year', o.as_of)
    end
    and (o.low > r.high or o.high < r.low)
group by r.row, r.place, r.value
