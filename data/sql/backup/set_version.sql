-- The version of a warehouse that takes another's place.
-- params: $version bigint
update warehouse_state set version = $version
