-- Writes the changed marks of conflict into the current figures.
update observation
set in_conflict = c.in_conflict
from conflicting as c
where
    observation.area_id = c.area_id
    and observation.indicator_id = c.indicator_id
    and observation.as_of = c.as_of
    and observation.precision = c.precision
    and observation.source_id = c.source_id
    and observation.origin = c.origin
    and observation.dataset = $dataset
