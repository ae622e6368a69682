-- The days on which the way an indicator is measured changed.
-- grain: one row per day
-- params: $indicator varchar
-- columns: broke_on date, note_vi varchar, note_en varchar
select
    broke_on,
    note_vi,
    note_en
from indicator_break
where indicator_id = $indicator
order by broke_on
