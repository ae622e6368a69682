-- The areas for which storing would write.
select distinct area_id from compared where status in ('added', 'changed')
