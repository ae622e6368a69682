-- Takes the simulated rows out.
delete from observation_log where dataset = 'demo'
