-- The figures of the file among those of the same source that are stored and that they do not
-- replace: one row per area, indicator and date. row is NULL for what is stored.
create or replace temp view series as
with asked as (
    select distinct area_id, indicator_id from ready
)

select r.area_id, r.indicator_id, r.as_of, r.row, r.place, r.value, r.low, r.high
from ready as r
union all
select o.area_id, o.indicator_id, o.as_of, null, null, o.value, o.low, o.high
from observation as o
semi join asked as a on a.area_id = o.area_id and a.indicator_id = o.indicator_id
anti join ready as r
    on r.area_id = o.area_id and r.indicator_id = o.indicator_id and r.as_of = o.as_of
where o.dataset = 'reported' and o.as_of is not null
