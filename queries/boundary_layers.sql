-- The boundary files stored so far, the latest first.
-- grain: one row per layer_id
-- params: none
-- columns: layer_id varchar, vintage varchar, level varchar, title varchar, office varchar,
--   dated date, file_name varchar, sha256 varchar, features integer, matched integer,
--   units integer, lacking integer, based_on varchar, state varchar, created_at timestamp,
--   undone_at timestamp, undone_by varchar, held_by varchar
with holding as (
    select
        based_on,
        max(layer_id) as held_by
    from boundary_layer
    where state = 'committed' and based_on <> ''
    group by based_on
)

select
    b.layer_id,
    b.vintage,
    b.level,
    b.title,
    b.office,
    b.dated,
    b.file_name,
    b.sha256,
    b.features,
    b.matched,
    b.units,
    b.lacking,
    b.based_on,
    b.state,
    b.created_at,
    b.undone_at,
    b.undone_by,
    coalesce(h.held_by, '') as held_by
from boundary_layer as b
left join holding as h on h.based_on = b.layer_id
order by b.entry desc
