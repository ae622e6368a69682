-- Takes the batch's figures out of the current ones; those of later batches stay.
delete from observation where batch_id = $batch
