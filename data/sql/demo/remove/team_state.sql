-- Takes the rows of simulated files out.
delete from team_state where batch_id in (select batch_id from batch where dataset = 'demo')
