-- Takes the sources of simulated files out.
delete from source where source_id in (select source_id from batch where dataset = 'demo')
