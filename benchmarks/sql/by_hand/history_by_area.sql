-- The shortest way to the answer of history_by_area.
select
    o.area_id, a.name as area, a.short_name, a.code, a.level, a.vintage,
    coalesce(p.short_name, '') as province, a.province_id, a.parent_id, o.indicator_id as indicator,
    o.timing, o.period_start, o.as_of, cast(date_trunc('month', o.as_of) as date) as starts_on,
    o.precision, o.basis, o.value, o.low, o.high, o.qualifier, i.unit_vi as unit, i.unit_en,
    o.dataset, o.source_id, s.title as source, s.url, s.kind as source_kind, o.published_on,
    o.origin, o.in_conflict, '' as remark_vi, '' as remark_en
from observation as o
join area as a using (area_id) join indicator as i using (indicator_id)
join source as s using (source_id) left join area as p on p.area_id = a.province_id
where indicator_id = $indicator and dataset = $dataset and a.province_id = $within
order by area_id, as_of
