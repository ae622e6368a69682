-- Takes the batch's targets out of the current ones; those of later batches stay.
delete from target where batch_id = $batch
