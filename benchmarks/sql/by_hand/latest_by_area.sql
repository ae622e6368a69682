-- The shortest way to the answer of latest_by_area.
with newest as (
    select * from observation
    where indicator_id = $indicator and dataset = $dataset and as_of <= $date
    qualify row_number() over (partition by area_id order by as_of desc) = 1)
select
    a.area_id, a.name as area, a.short_name, a.code, a.level, a.vintage,
    coalesce(p.short_name, '') as province, a.province_id, a.parent_id, o.indicator_id as indicator,
    o.timing, o.period_start, o.as_of, cast(date_trunc('month', o.as_of) as date) as starts_on,
    o.precision, o.basis, o.value, o.low, o.high, o.qualifier, i.unit_vi as unit, i.unit_en,
    o.dataset, o.source_id, s.title as source, s.url, s.kind as source_kind, o.published_on,
    o.origin, o.in_conflict, '' as remark_vi, '' as remark_en
    , a.alphabetical
from area as a left join newest as o using (area_id)
left join indicator as i using (indicator_id) left join source as s using (source_id)
left join area as p on p.area_id = a.province_id
where a.level = $level and a.vintage = $vintage order by a.area_id
