-- The changes of method as their file in the catalogue has them: text, '' for what is missing.
select
    indicator_id, cast(broke_on as varchar), coalesce(note_vi, ''), coalesce(note_en, '')
from indicator_break
