-- Every way in which the rows of a sheet name their commune, with the day they speak of.
select distinct t.sheet, t.code, t.area, t.commune, t.district, t.province, m.day
from team_text as t
inner join team_meaning as m on m.sheet = t.sheet and m.field = 'period' and m.text = t.period
where m.day is not null
order by all
