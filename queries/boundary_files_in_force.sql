-- The layers of offices that are in force: those of the file stored last of those not taken back.
-- grain: one row per vintage, level, scale
-- params: none
-- columns: vintage varchar, level varchar, scale varchar, layer_id varchar, sha256 varchar
with offered as (
    select
        b.vintage,
        f.level,
        f.scale,
        f.layer_id,
        f.sha256,
        rank() over (partition by b.vintage, f.level order by b.entry desc) as place
    from boundary_layer as b
    inner join boundary_file as f on f.layer_id = b.layer_id
    where b.state = 'committed'
)

select
    vintage,
    level,
    scale,
    layer_id,
    sha256
from offered
where place = 1
order by vintage, level, scale
