-- The version of a new warehouse.
-- params: $version bigint
insert into warehouse_state values ($version)
