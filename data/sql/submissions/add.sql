-- A file that waits for a reviewer.
insert into submission (
    submission_id, kind, file_name, sha256, office, source_id, title, publisher, url, published_on,
    rows_read, rows_added, rows_changed, rows_same, rows_left_out, submitted_at, submitted_by, state
)
values (
    $submission, $kind, $file_name, $sha256, $office, $source, $title, $publisher, $url,
    cast($published_on as date), $read, $added, $changed, $same, $left_out,
    cast($now as timestamp), $who, 'submitted'
)
