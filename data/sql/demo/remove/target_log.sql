-- Takes the simulated rows out.
delete from target_log where dataset = 'demo'
