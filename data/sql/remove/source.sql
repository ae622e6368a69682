-- Takes the sources of leaving files out that no other file has, after the files themselves.
delete from source
where
    source_id in (select source_id from leaving)
    and source_id not in (select source_id from batch where source_id is not null)
