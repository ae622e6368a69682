-- Takes the layer back, unless another one that is in force keeps shapes of it.
update boundary_layer
set state = 'undone', undone_at = cast($now as timestamp), undone_by = $who
where layer_id = $layer and state = 'committed' and not exists (
    select 1 from boundary_layer as later
    where later.based_on = $layer and later.state = 'committed'
)
