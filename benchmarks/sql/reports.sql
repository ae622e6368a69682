-- When each report came: two in three before the day they are due.
insert into report (area_id, form, period_start, as_of, due, received_at, state, batch_id)
select
    area_id, 'monthly', starts_on, as_of, as_of + interval '5' day,
    as_of + to_days(cast((commune + month) % 8 as integer)), 'received', batch_id
from sent
order by month, province_id, area_id
