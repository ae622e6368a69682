-- Days that have not come. A month or year that has begun may be told of.
insert into trouble
select
    'in_future', r.row, f.place, strftime(r.as_of, '%d/%m/%Y'),
    strftime(cast($today as date), '%d/%m/%Y')
from team_row as r
inner join field_column as f on f.sheet = r.sheet and f.field = 'period'
where
    case r.precision
        when 'day' then r.as_of
        when 'month' then date_trunc('month', r.as_of)
        else date_trunc('year', r.as_of)
    end > cast($today as date)
union all
select
    'in_future', r.row, f.place, strftime(r.set_up_on, '%d/%m/%Y'),
    strftime(r.as_of, '%d/%m/%Y')
from team_row as r
inner join field_column as f on f.sheet = r.sheet and f.field = 'set_up_on'
where r.set_up_precision = 'day' and r.set_up_on > r.as_of
