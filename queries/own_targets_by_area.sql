-- Targets that districts, provinces and the nation have themselves, not those of their communes: of
-- several of an indicator the one that is due first counts, in its newest version. operator NULL:
-- not stated.
-- grain: one row per area_id and indicator_id
-- params: $indicators varchar[], $areas varchar[], $kind varchar, $first date, $last date,
--   $dataset varchar
-- columns: area_id varchar, short_name varchar, alphabetical integer, level varchar,
--   vintage varchar, province_id varchar, indicator_id varchar, timing varchar, due date,
--   operator varchar, version integer, target double, source varchar, dataset varchar
select
    t.area_id,
    a.short_name,
    a.alphabetical,
    a.level,
    a.vintage,
    a.province_id,
    t.indicator_id,
    i.timing,
    t.due,
    t.operator,
    t.version,
    t.value as target,
    s.title as source,
    t.dataset
from target as t
inner join area as a on a.area_id = t.area_id
inner join indicator as i on i.indicator_id = t.indicator_id
inner join source as s on s.source_id = t.source_id
where t.dataset = $dataset
    and t.kind = $kind
    and t.due >= cast($first as date)
    and t.due <= cast($last as date)
    and list_contains(cast($indicators as varchar[]), t.indicator_id)
    and list_contains(cast($areas as varchar[]), t.area_id)
    and a.level in ('nation', 'province', 'district')
qualify row_number() over (
    partition by t.area_id, t.indicator_id order by t.due, t.version desc, t.origin
) = 1
order by t.area_id, t.indicator_id
