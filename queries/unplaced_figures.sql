-- The published figures that no area could be given to, as printed.
-- as_of: YYYY, YYYY-MM, YYYY-MM-DD or empty; candidates: comma separated area_ids.
-- grain: one row per origin
-- params: none
-- columns: origin varchar, area varchar, level varchar, province varchar, as_of varchar,
--   basis varchar, indicator_id varchar, measure varchar, operator varchar, value double,
--   unit varchar, qualifier varchar, source_id varchar, reason varchar, candidates varchar,
--   name_vi varchar, name_en varchar, source varchar, url varchar,
--   remark_vi varchar, remark_en varchar
select
    u.origin,
    u.area,
    u.level,
    u.province,
    u.as_of,
    u.basis,
    u.indicator_id,
    u.measure,
    u.operator,
    u.value,
    u.unit,
    u.qualifier,
    u.source_id,
    u.reason,
    u.candidates,
    i.name_vi,
    i.name_en,
    s.title as source,
    s.url,
    coalesce(r.remark_vi, '') as remark_vi,
    coalesce(r.remark_en, '') as remark_en
from unplaced_figure as u
inner join indicator as i on i.indicator_id = u.indicator_id
inner join source as s on s.source_id = u.source_id
left join remark as r on r.origin = u.origin
order by u.reason, u.province, u.area, u.indicator_id, u.origin
