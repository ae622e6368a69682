-- How many files are stored, how many were taken back, and when the last one came, in UTC.
-- grain: one row per state
-- params: $dataset varchar
-- columns: state varchar, files bigint, last_at timestamp
select
    b.state,
    count(*) as files,
    max(b.created_at) as last_at
from batch as b
where b.dataset = $dataset
group by b.state
order by b.state
