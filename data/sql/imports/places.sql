-- Every way in which the cells of a sheet say their area, by the vintage of their period.
select distinct
    c.row // 4194304 as sheet, c.code, c.area, c.commune, c.district, c.province, c.village,
    p.vintage
from cells as c
inner join period_of as p on p.period = c.period
where p.vintage is not null
order by all
