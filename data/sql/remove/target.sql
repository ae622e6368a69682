-- Takes the rows of the leaving files out.
delete from target where batch_id in (select batch_id from leaving)
