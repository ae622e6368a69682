-- Takes the simulated rows out.
delete from target where dataset = 'demo'
