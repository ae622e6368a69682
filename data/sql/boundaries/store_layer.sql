-- One boundary file that is stored.
insert into boundary_layer (
    layer_id, vintage, level, title, office, dated, file_name, sha256, features, matched, units,
    lacking, based_on, state, created_at
)
values (
    $layer, $vintage, $level, $title, $office, $dated, $file_name, $sha256, $features, $matched,
    $units, $lacking, $based_on, 'committed', cast($now as timestamp)
)
