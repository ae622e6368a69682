-- The very same file sent again by the same sender takes the place of the one that waits.
update submission
set state = 'withdrawn', decided_at = cast($now as timestamp), decided_by = $who
where
    state = 'submitted' and sha256 = $sha256 and kind = $kind and source_id = $source
    and submitted_by = $who
