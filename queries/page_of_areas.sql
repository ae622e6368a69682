-- Areas of both vintages in pages, each beginning after the last row of the one before. A list that
-- is empty and a text that is '' mean all. Which areas lie in a place is as in selected_figures.
-- grain: one row per area_id
-- params: $areas varchar[], $level varchar, $vintage varchar, $within varchar, $folded varchar,
--   $after_area_id varchar, $most integer
-- columns: area_id varchar, vintage varchar, level varchar, code varchar, name varchar,
--   short_name varchar, type varchar, parent_id varchar, province_id varchar, province varchar,
--   valid_from date, valid_to date, lon double, lat double, area_km2 double, same_as varchar
with inside as (
    select distinct
        commune_id
    from commune_of
    where area_id = $within
),

lying as (
    select c.area_id
    from commune_of as c
    inner join area as a on a.area_id = c.area_id and a.vintage = c.vintage
    left join inside as i on i.commune_id = c.commune_id
    where $within <> ''
    group by c.area_id
    having count(*) = count(i.commune_id)
)

select
    a.area_id,
    a.vintage,
    a.level,
    a.code,
    a.name,
    a.short_name,
    a.type,
    a.parent_id,
    a.province_id,
    coalesce(p.short_name, '') as province,
    a.valid_from,
    a.valid_to,
    a.lon,
    a.lat,
    a.area_km2,
    a.same_as
from area as a
left join area as p on p.area_id = a.province_id
left join lying as l
    on l.area_id = case a.level when 'village' then a.parent_id else a.area_id end
where (array_length(cast($areas as varchar[])) = 0 or list_contains(cast($areas as varchar[]), a.area_id))
    and ($level = '' or a.level = $level)
    and ($vintage = '' or a.vintage = $vintage or a.level = 'nation')
    and (
        $within = ''
        or a.area_id = $within
        or a.parent_id = $within
        or a.province_id = $within
        or l.area_id is not null
    )
    and ($folded = '' or a.folded like concat('%', $folded, '%'))
    and (cast($after_area_id as varchar) is null or a.area_id > $after_area_id)
order by a.area_id
limit $most
