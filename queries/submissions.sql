-- Files that were submitted to a reviewer, the latest first, and what became of them.
-- grain: one row per submission_id
-- params: $submission varchar, $who varchar, $state varchar, $most integer
-- columns: submission_id varchar, kind varchar, file_name varchar, sha256 varchar, office varchar,
--   source_id varchar, title varchar, publisher varchar, url varchar, published_on date,
--   rows_read bigint, rows_added bigint, rows_changed bigint, rows_same bigint,
--   rows_left_out bigint, submitted_at timestamp, submitted_by varchar, state varchar,
--   decided_at timestamp, decided_by varchar, remark varchar, batch_id varchar, areas bigint,
--   first_as_of date, last_as_of date
with told as (
    select
        submission_id,
        count(distinct area_id) as areas,
        min(as_of) as first_as_of,
        max(as_of) as last_as_of
    from submission_area
    group by submission_id
)

select
    s.submission_id,
    s.kind,
    s.file_name,
    s.sha256,
    s.office,
    s.source_id,
    s.title,
    s.publisher,
    s.url,
    s.published_on,
    s.rows_read,
    s.rows_added,
    s.rows_changed,
    s.rows_same,
    s.rows_left_out,
    s.submitted_at,
    s.submitted_by,
    s.state,
    s.decided_at,
    s.decided_by,
    s.remark,
    s.batch_id,
    coalesce(t.areas, 0) as areas,
    t.first_as_of,
    t.last_as_of
from submission as s
left join told as t on t.submission_id = s.submission_id
where
    ($submission = '' or s.submission_id = $submission)
    and ($who = '' or s.submitted_by = $who)
    and ($state = '' or s.state = $state)
order by s.submitted_at desc, s.submission_id
limit $most
