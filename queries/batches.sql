-- The files stored so far, the latest first.
-- grain: one row per batch_id
-- params: $dataset varchar
-- columns: batch_id varchar, kind varchar, file_name varchar, sha256 varchar, office varchar,
--   source varchar, publisher varchar, url varchar, published_on date, created_at timestamp,
--   created_by varchar, rows_read bigint, rows_added bigint, rows_changed bigint,
--   rows_same bigint, rows_left_out bigint, state varchar, undone_at timestamp,
--   undone_by varchar, problems bigint
with problem_counts as (
    select
        batch_id,
        count(*) as problems
    from problem
    group by batch_id
)

select
    b.batch_id,
    b.kind,
    b.file_name,
    b.sha256,
    b.office,
    coalesce(s.title, '') as source,
    coalesce(s.publisher, '') as publisher,
    coalesce(s.url, '') as url,
    s.published_on,
    b.created_at,
    b.created_by,
    b.rows_read,
    b.rows_added,
    b.rows_changed,
    b.rows_same,
    b.rows_left_out,
    b.state,
    b.undone_at,
    b.undone_by,
    coalesce(p.problems, 0) as problems
from batch as b
left join source as s on s.source_id = b.source_id
left join problem_counts as p on p.batch_id = b.batch_id
where b.dataset = $dataset
order by b.created_at desc, b.batch_id
