-- Areas most like one: of its level and time, of its kind (urban or rural; of provinces all are
-- one kind), and with 0.7 to 1.3 times its people as last known; of these the nearest by the
-- logarithm. People are those of one definition: the source that covers most areas of the level,
-- more than $most. Where its people are not known so, by square kilometres instead: basis says which.
-- grain: one row per area_id, the most like first
-- params: $area varchar, $dataset varchar, $most bigint
-- columns: area_id varchar, short_name varchar, province varchar, size double,
--   size_of_area double, basis varchar
with like_it as (
    select
        a.area_id,
        a.short_name,
        a.province_id,
        a.level,
        a.vintage,
        a.area_km2,
        case
            when a.level = 'province' then ''
            when a.type in ('phường', 'thị trấn', 'quận', 'thị xã', 'thành phố') then 'urban'
            when a.type = 'đặc khu' then 'zone'
            else 'rural'
        end as kind
    from area as a
    inner join area as o on o.level = a.level and o.vintage = a.vintage
    where o.area_id = $area and o.level in ('province', 'district', 'commune')
),

said as (
    select
        o.area_id,
        o.source_id,
        o.as_of,
        o.value,
        o.qualifier,
        o.origin
    from observation as o
    inner join like_it as l on l.area_id = o.area_id
    left join remark as r on r.origin = o.origin
    where o.indicator_id = 'population' and o.dataset = $dataset
        and o.as_of is not null and coalesce(r.remark_en, '') = ''
        and not o.in_conflict and o.qualifier in ('exact', 'about') and o.value > 0
),

definition as (
    select
        source_id,
        count(distinct area_id) as areas,
        max(as_of) as newest
    from said
    group by source_id
    having count(distinct area_id) > $most
    order by areas desc, newest desc, source_id desc
    limit 1
),

people as (
    select
        s.area_id,
        s.value
    from said as s
    inner join definition as d on d.source_id = s.source_id
    qualify row_number() over (
        partition by s.area_id
        order by s.as_of desc, case s.qualifier when 'exact' then 0 else 1 end, s.value desc, s.origin
    ) = 1
),

sized as (
    select
        l.area_id,
        l.short_name,
        l.province_id,
        l.kind,
        p.value as people,
        case when l.area_km2 > 0 then l.area_km2 end as area_km2
    from like_it as l
    left join people as p on p.area_id = l.area_id
),

measured as (
    select
        s.area_id,
        s.short_name,
        s.province_id,
        case when o.people is null then s.area_km2 else s.people end as size,
        coalesce(o.people, o.area_km2) as size_of_area,
        case when o.people is null then 'area' else 'people' end as basis
    from sized as s
    inner join sized as o on o.area_id = $area and o.kind = s.kind
    where s.area_id <> $area
),

compared as (
    select
        area_id,
        short_name,
        province_id,
        size,
        size_of_area,
        basis,
        round(abs(ln(size) - ln(size_of_area)), 12) as distance
    from measured
    where size >= 0.7 * size_of_area and size <= 1.3 * size_of_area
)

select
    m.area_id,
    m.short_name,
    coalesce(p.short_name, '') as province,
    m.size,
    m.size_of_area,
    m.basis
from compared as m
left join area as p on p.area_id = m.province_id
order by m.distance, m.area_id
limit $most
