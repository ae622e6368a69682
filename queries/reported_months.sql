-- The months of which reports came in one dataset, with the day they were due.
-- grain: one row per form and as_of
-- params: $dataset varchar
-- columns: form varchar, period_start date, as_of date, due date, reports bigint
select
    r.form,
    r.period_start,
    r.as_of,
    max(r.due) as due,
    count(distinct r.area_id) as reports
from report as r
inner join batch as b on b.batch_id = r.batch_id
where b.dataset = $dataset and r.state = 'received'
group by r.form, r.period_start, r.as_of
order by r.form, r.as_of
