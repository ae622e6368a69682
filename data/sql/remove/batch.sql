-- Takes the leaving files out.
delete from batch where batch_id in (select batch_id from leaving)
