-- What is wrong with cells that could not be understood. place -1 is the column that names areas, -2
-- that of periods, -3 that of indicators, all of the row's sheet (1024 places and 4194304 rows a
-- sheet).
create or replace temp table trouble as
select distinct
    period_problem as code, row, -2 - 1024 * (row // 4194304) as place, period as found,
    '' as expected
from unread
where period_problem is not null
union all
select distinct indicator_problem, row, -3 - 1024 * (row // 4194304), indicator, ''
from unread
where indicator_problem is not null
union all
select distinct place_problem, row, -1 - 1024 * (row // 4194304), place_found, place_expected
from unread
where place_problem is not null
union all
select
    u.problem,
    u.row,
    u.place,
    u.text,
    case u.problem when 'mixed_numbers'
        then case f.decimal when ',' then '1.234,5' else '1,234.5' end
        else ''
    end
from unread as u
inner join column_of as f on f.place = u.place
where u.problem is not null
union all
select 'range_stored', row, place, text, ''
from unread
where is_range and not lost
union all
select
    'fraction_parts', u.row, u.place, u.text, plain(u.denominator)
from unread as u
semi join ready as r
    on r.row = u.row and r.place = u.place and r.value = u.denominator and r.indicator_id <> u.indicator
where u.denominator is not null and not u.lost
