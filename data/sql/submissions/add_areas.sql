-- Of which areas and days the figures or targets tell that would be stored.
insert into submission_area (submission_id, area_id, as_of)
select distinct $submission, area_id, as_of
from compared
order by area_id, as_of
