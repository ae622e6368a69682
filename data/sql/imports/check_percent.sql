-- Cells written with a percent sign in the figures of an indicator that counts. Of a fraction with
-- its percentage the parts are taken.
insert into trouble
select 'percent_of_count', c.row, c.place, c.text, ''
from cells as c
inner join indicator_of as n on n.indicator = c.indicator
inner join indicator as i on i.indicator_id = n.indicator_id
where i.kind in ('count', 'amount', 'rank') and c.text like '%\%%' escape '\' and c.text not like '%/%'
