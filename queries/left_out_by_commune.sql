-- Values that an import left out of communes' reports, with the problem found. Of texts that nobody
-- understood only the place in the file was kept. A row of a file none of whose values was stored
-- belongs to no known commune and is not here.
-- grain: one row per commune, as_of and problem
-- params: $codes varchar[], $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, as_of date, code varchar, field varchar, found varchar,
--   expected varchar, file_name varchar, sheet varchar, line integer, cell_column varchar
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

problems as (
    select
        p.batch_id,
        b.file_name,
        concat(b.file_name, ':', p.sheet, ':', cast(p.line as varchar)) as origin,
        p.code,
        p.field,
        p.found,
        p.expected,
        p.sheet,
        p.line,
        p.cell_column
    from problem as p
    inner join batch as b on b.batch_id = p.batch_id
    where b.dataset = $dataset and b.state = 'committed'
        and list_contains(cast($codes as varchar[]), p.code)
),

rows_of as (
    select distinct
        o.batch_id,
        o.origin,
        o.area_id,
        o.as_of
    from observation_log as o
    inner join places as l on l.commune_id = o.area_id
    where o.dataset = $dataset
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
)

select
    r.area_id,
    r.as_of,
    p.code,
    p.field,
    p.found,
    p.expected,
    p.file_name,
    p.sheet,
    p.line,
    p.cell_column
from problems as p
inner join rows_of as r on r.batch_id = p.batch_id and r.origin = p.origin
order by r.area_id, r.as_of, p.file_name, p.sheet, p.line, p.cell_column, p.code
