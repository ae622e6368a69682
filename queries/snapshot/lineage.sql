-- What became of the areas of before 1 July 2025.
-- grain: one row per old area and new area that share land
-- params: none
-- columns: old_id varchar, new_id varchar, kind varchar, share double, new_share double,
--   margin double, carries boolean, basis varchar
select
    old_id,
    new_id,
    kind,
    share,
    new_share,
    margin,
    carries,
    basis
from lineage
order by old_id, new_id
