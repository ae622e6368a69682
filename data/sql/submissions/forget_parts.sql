-- What was staged of submissions that wait no more.
delete from submission_part
where submission_id in (select submission_id from submission where state <> 'submitted')
