-- Takes the simulated rows out.
delete from observation where dataset = 'demo'
