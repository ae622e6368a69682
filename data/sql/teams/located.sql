-- Each row of the file with its commune, NULL where none can be given, and the day it speaks of.
create or replace temp table team_located as
select
    t.row, t.sheet, t.village, m.day as as_of, m.precision, p.commune_id, p.problem, p.found,
    p.expected
from team_text as t
inner join team_meaning as m on m.sheet = t.sheet and m.field = 'period' and m.text = t.period
left join team_place as p
    on
        p.sheet = t.sheet
        and p.code = t.code
        and p.area = t.area
        and p.commune = t.commune
        and p.district = t.district
        and p.province = t.province
        and p.day = m.day
