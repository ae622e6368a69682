-- The reports that a stored file is, if it has every indicator that the form requires: one per area
-- and month of which it gives any. due: $due_day of the month reported (NULL: not said).
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
where
    precision = 'month'
    and list_contains(cast($required as varchar[]), indicator_id)
    and (
        select count(distinct indicator_id)
        from indicator_of
        where list_contains(cast($required as varchar[]), indicator_id)
    ) = len(cast($required as varchar[]))
order by area_id, as_of
