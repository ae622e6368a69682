-- What became of a submission that waits. Of one that was decided nothing changes.
update submission
set
    state = $state,
    decided_at = cast($now as timestamp),
    decided_by = $who,
    remark = $remark,
    batch_id = $batch
where submission_id = $submission and state = 'submitted'
