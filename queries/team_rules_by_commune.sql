-- Which rules on teams were in force in the communes of an area on a day, with place and time.
-- measure: village (members of a village team), commune (members of a commune team) or per_village
-- (teams in a village). Of a place the newest rule stands, with the loosest ends where sources of
-- that day differ; an undated one is never in force. A commune is under the nearest rule above it in
-- its own tree. Since 1 July 2025 a rule of the tree before goes on (carried) where all of the
-- commune came from under that one and the tree of today has none; of a commune that ended, where no
-- heir has one of today. low, high: NULL where that end is open.
-- grain: one row per commune_id and measure
-- params: $area varchar, $day date, $dataset varchar
-- columns: commune_id varchar, measure varchar, rule_area_id varchar, rule_area varchar, low double,
--   high double, as_of date, precision varchar, basis varchar, source varchar, url varchar,
--   carried boolean
with rules as (
    select
        r.area_id,
        case r.indicator_id
            when 'members_per_commune_team_max' then 'commune'
            when 'teams_per_village_min' then 'per_village'
            else 'village'
        end as measure,
        case
            when r.indicator_id in ('members_per_team_min', 'teams_per_village_min')
                then coalesce(r.low, r.value)
        end as low,
        case
            when r.indicator_id in ('members_per_team_max', 'members_per_commune_team_max')
                then coalesce(r.high, r.value)
        end as high,
        r.as_of,
        r.precision,
        r.basis,
        r.source_id
    from rule as r
    where r.indicator_id in (
        'members_per_team_min',
        'members_per_team_max',
        'members_per_commune_team_max',
        'teams_per_village_min'
    )
    and r.dataset in ('published', $dataset)
    and r.as_of <= cast($day as date)
),

newest as (
    select
        area_id,
        measure,
        low,
        high,
        as_of,
        precision,
        basis,
        source_id
    from rules
    qualify as_of = max(as_of) over (partition by area_id, measure)
),

spans as (
    select
        area_id,
        measure,
        min(low) as low,
        max(high) as high,
        max(as_of) as as_of,
        min(precision) as precision,
        min(basis) as basis,
        min(source_id) as source_id
    from newest
    group by area_id, measure
),

trees as (
    select
        area_id as commune_id,
        area_id as place_id,
        1 as distance
    from area
    where level = 'commune'
    union all
    select
        area_id as commune_id,
        parent_id as place_id,
        2 as distance
    from area
    where level = 'commune'
    union all
    select
        area_id as commune_id,
        province_id as place_id,
        3 as distance
    from area
    where level = 'commune'
),

nearest as (
    select
        t.commune_id,
        s.measure,
        s.area_id as rule_area_id
    from trees as t
    inner join spans as s on s.area_id = t.place_id
    qualify row_number() over (partition by t.commune_id, s.measure order by t.distance) = 1
),

heirs as (
    select
        l.old_id,
        l.new_id,
        count(*) over (partition by l.old_id) as heirs,
        count(*) over (partition by l.new_id) as origins
    from lineage as l
    inner join area as o on o.area_id = l.old_id and o.level = 'commune'
    where l.carries
),

handed_on as (
    select
        h.new_id as commune_id,
        n.measure,
        min(n.rule_area_id) as rule_area_id
    from heirs as h
    inner join nearest as n on n.commune_id = h.old_id
    group by h.new_id, n.measure, h.origins
    having min(n.rule_area_id) = max(n.rule_area_id) and count(*) = h.origins
),

of_heirs as (
    select
        h.old_id as commune_id,
        n.measure,
        case
            when min(n.rule_area_id) = max(n.rule_area_id) and count(*) = h.heirs
                then min(n.rule_area_id)
        end as rule_area_id
    from heirs as h
    inner join nearest as n on n.commune_id = h.new_id
    group by h.old_id, n.measure, h.heirs
),

communes as (
    select commune_id
    from commune_of
    where area_id = $area
        and vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
),

ended as (
    select commune_id
    from commune_of
    where area_id = $area and vintage = '2024' and cast($day as date) >= date '2025-07-01'
    union
    select h.old_id as commune_id
    from heirs as h
    inner join communes as c on c.commune_id = h.new_id
    where cast($day as date) >= date '2025-07-01'
),

in_force as (
    select
        n.commune_id,
        n.measure,
        n.rule_area_id,
        false as carried
    from nearest as n
    inner join communes as c on c.commune_id = n.commune_id
    union all
    select
        h.commune_id,
        h.measure,
        h.rule_area_id,
        true as carried
    from handed_on as h
    inner join communes as c on c.commune_id = h.commune_id
    left join nearest as n on n.commune_id = h.commune_id and n.measure = h.measure
    where n.commune_id is null
    union all
    select
        e.commune_id,
        m.measure,
        case when h.commune_id is null then n.rule_area_id else h.rule_area_id end as rule_area_id,
        h.commune_id is null as carried
    from ended as e
    cross join (select distinct measure from spans) as m
    left join nearest as n on n.commune_id = e.commune_id and n.measure = m.measure
    left join of_heirs as h on h.commune_id = e.commune_id and h.measure = m.measure
)

select
    f.commune_id,
    f.measure,
    f.rule_area_id,
    a.name as rule_area,
    s.low,
    s.high,
    s.as_of,
    s.precision,
    s.basis,
    o.title as source,
    o.url,
    f.carried
from in_force as f
inner join spans as s on s.area_id = f.rule_area_id and s.measure = f.measure
inner join area as a on a.area_id = f.rule_area_id
inner join source as o on o.source_id = s.source_id
order by f.commune_id, f.measure
