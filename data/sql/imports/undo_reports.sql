-- The reports of an undone batch are no longer there.
update report set state = 'undone' where batch_id = $batch
