-- The reports that a stored file is: one per area and month of which it gives any figure of the
-- form's. due: $due_day of the month reported (NULL: not said).
insert into report (area_id, form, period_start, as_of, due, received_at, state, batch_id)
select distinct
    area_id,
    $form,
    starts_on,
    as_of,
    case when $due_day is not null then starts_on + (cast($due_day as integer) - 1) end,
    cast($now as timestamp),
    'received',
    $batch
from compared
where precision = 'month' and list_contains(cast($indicators as varchar[]), indicator_id)
order by area_id, as_of
