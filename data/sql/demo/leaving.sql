-- The simulated files, all of which leave.
create or replace temp table leaving as
select batch_id, source_id
from batch
where dataset = 'demo'
