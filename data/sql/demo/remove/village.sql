-- Takes the rows of simulated files out.
delete from village where batch_id in (select batch_id from batch where dataset = 'demo')
