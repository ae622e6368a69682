-- The areas and indicators whose figures a batch has.
create or replace temp table touched as
select distinct area_id, indicator_id
from observation_log
where batch_id = $batch
