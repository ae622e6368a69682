-- Files that were taken back and had said something of some areas or of communes within them, of
-- any time. What they said no longer counts.
-- grain: one row per batch_id
-- params: $areas varchar[], $dataset varchar
-- columns: batch_id varchar, kind varchar, file_name varchar, office varchar,
--   created_at timestamp, created_by varchar, undone_at timestamp, undone_by varchar,
--   rows_stored bigint, areas bigint
with places as (
    select commune_id as area_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
    union
    select area_id
    from area
    where list_contains(cast($areas as varchar[]), area_id)
),

undone as (
    select batch_id
    from batch
    where dataset = $dataset and state = 'undone'
),

named as (
    select
        o.batch_id,
        o.area_id
    from observation_log as o
    inner join undone as u on u.batch_id = o.batch_id
    where o.dataset = $dataset
    union
    select
        t.batch_id,
        t.area_id
    from target_log as t
    inner join undone as u on u.batch_id = t.batch_id
    union
    select
        m.batch_id,
        m.commune_id as area_id
    from team as m
    inner join undone as u on u.batch_id = m.batch_id
),

counted as (
    select
        n.batch_id,
        count(*) as areas
    from named as n
    inner join places as p on p.area_id = n.area_id
    group by n.batch_id
)

select
    b.batch_id,
    b.kind,
    b.file_name,
    b.office,
    b.created_at,
    b.created_by,
    b.undone_at,
    b.undone_by,
    b.rows_stored,
    c.areas
from counted as c
inner join batch as b on b.batch_id = c.batch_id
order by b.undone_at desc, b.batch_id
