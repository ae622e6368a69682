-- Takes the batch back. Nothing is deleted from the log.
update batch
set state = 'undone', undone_at = cast($now as timestamp), undone_by = $who
where batch_id = $batch and state = 'committed' and dataset = 'reported'
