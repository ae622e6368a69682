-- The units that have the shapes of the release in it.
insert into boundary_lacking (layer_id, area_id)
select
    $layer,
    unnest(cast($areas as varchar []))
