-- Villages that lists name in the communes of an area, and whether a team stood there on a day.
-- covered: a list up to the day told of a team. unclear: only a later list tells of one, which may have
-- been set up before; or lists since 1 July 2025 still name village teams of an old commune with land
-- in this one, which may serve the village under its old name. lacking: none of these. part_id: as in
-- team_sizes_by_commune.
-- grain: one row per commune_id
-- params: $area varchar, $day date, $dataset varchar
-- columns: commune_id varchar, part_id varchar, villages bigint, covered bigint, unclear bigint,
--   lacking bigint
with communes as (
    select
        c.commune_id,
        case
            when $area = 'vn' then a.province_id
            when substr($area, 6, 1) = 'p' and cast($day as date) < date '2025-07-01'
                then a.parent_id
            else a.area_id
        end as part_id
    from commune_of as c
    inner join area as a on a.area_id = c.commune_id
    where c.area_id = $area
        and c.vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
),

teams as (
    select
        t.team_id,
        t.village_id,
        t.set_up_on
    from team as t
    inner join batch as b
        on b.batch_id = t.batch_id and b.state = 'committed' and b.dataset = $dataset
    inner join communes as c on c.commune_id = t.commune_id
    where t.village_id is not null
    qualify row_number() over (partition by t.team_id order by t.entry desc) = 1
),

told as (
    select
        s.team_id,
        min(s.as_of) as first_as_of,
        max(s.as_of) filter (where s.as_of <= cast($day as date)) as last_as_of
    from team_state as s
    inner join batch as b
        on b.batch_id = s.batch_id and b.state = 'committed' and b.dataset = $dataset
    group by s.team_id
),

old_teams as (
    select
        l.new_id as commune_id,
        count(distinct t.team_id) as old_teams
    from team as t
    inner join batch as b
        on b.batch_id = t.batch_id and b.state = 'committed' and b.dataset = $dataset
    inner join lineage as l
        on l.old_id = t.commune_id and l.carries and cast($day as date) >= date '2025-07-01'
    inner join communes as c on c.commune_id = l.new_id
    inner join told as f on f.team_id = t.team_id and f.last_as_of >= date '2025-07-01'
    where t.level = 'village'
    group by l.new_id
),

helped as (
    select
        t.village_id,
        bool_or(f.first_as_of <= cast($day as date)) as covered,
        bool_or(t.set_up_on is null or t.set_up_on <= cast($day as date)) as may_be_covered
    from teams as t
    inner join told as f on f.team_id = t.team_id
    group by t.village_id
),

villages as (
    select
        v.village_id,
        v.commune_id,
        c.part_id,
        coalesce(h.covered, false) as covered,
        coalesce(h.may_be_covered, false) as told_later,
        coalesce(o.old_teams, 0) as old_teams
    from village_now as v
    inner join communes as c on c.commune_id = v.commune_id
    left join helped as h on h.village_id = v.village_id
    left join old_teams as o on o.commune_id = v.commune_id
    where (v.dataset = $dataset or (v.dataset = 'published' and h.village_id is not null))
        and (v.valid_from is null or v.valid_from <= cast($day as date))
        and (v.valid_to is null or v.valid_to >= cast($day as date))
)

select
    commune_id,
    min(part_id) as part_id,
    count(*) as villages,
    count(*) filter (where covered) as covered,
    count(*) filter (where not covered and (told_later or old_teams > 0)) as unclear,
    count(*) filter (where not covered and not told_later and old_teams = 0) as lacking
from villages
group by commune_id
order by commune_id
