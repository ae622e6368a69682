-- One of the layers made from it.
insert into boundary_file (layer_id, level, scale, sha256)
values ($layer, $level, $scale, $sha256)
