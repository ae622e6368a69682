-- The figures of areas, indicators and dates that the file gives more than once.
create or replace temp table twice as
with keys as (
    select area_id, indicator_id, as_of, precision
    from ready
    group by area_id, indicator_id, as_of, precision
    having count(*) > 1
),

repeated as (
    select r.*
    from ready as r
    semi join keys as k
        on
            k.area_id = r.area_id
            and k.indicator_id = r.indicator_id
            and k.as_of = r.as_of
            and k.precision = r.precision
)

select
    row,
    place,
    indicator_id,
    value,
    min(row) over key as first_row,
    max(row) over key as last_row,
    min(value) over key <> max(value) over key
    or min(coalesce(low, -1e300)) over key <> max(coalesce(low, -1e300)) over key
    or min(coalesce(high, 1e300)) over key <> max(coalesce(high, 1e300)) over key as differs,
    row_number() over (
        partition by area_id, indicator_id, as_of, precision order by row, place
    ) = 1 as is_first
from repeated
window key as (partition by area_id, indicator_id, as_of, precision)
