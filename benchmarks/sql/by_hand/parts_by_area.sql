-- The shortest way to the answer of parts_by_area.
select area_id, a.vintage, a.level, as_of, date_trunc('month', as_of) as starts_on,
    precision, value, low, high, qualifier, source_id, s.title as source, s.url,
    s.kind as source_kind, in_conflict
from observation join area as a using (area_id) join source as s using (source_id)
where indicator_id = $indicator and dataset = $dataset order by area_id, as_of
