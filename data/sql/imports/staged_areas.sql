-- The areas that the file's figures and targets are of.
select distinct area_id from ready
union
select distinct area_id from promised
