-- The sources there are.
select source_id from source
