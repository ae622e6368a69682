-- The batch of one file. Counts of figures: each of the file's is added, changed or same.
insert into batch (
    batch_id, dataset, file_name, sha256, created_at, created_by, rows_read, rows_stored, state,
    kind, office, source_id, rows_added, rows_changed, rows_same, rows_left_out
)
values (
    $batch, $dataset, $file_name, $sha256, cast($now as timestamp), $who, $read, $added + $changed,
    'committed', $kind, $office, $source, $added, $changed, $same, $left_out
)
