-- Takes the rows of simulated files out.
delete from team where batch_id in (select batch_id from batch where dataset = 'demo')
