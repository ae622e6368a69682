-- Takes the simulated files out.
delete from batch where dataset = 'demo'
