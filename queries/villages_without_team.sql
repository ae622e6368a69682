-- Villages of an area of which no list up to a day tells of a team: told_later and old_teams say why it
-- may have one all the same, as villages_by_commune counts them. old_teams: village teams that lists
-- since 1 July 2025 still name in old communes with land in this one.
-- grain: one row per village_id
-- params: $area varchar, $day date, $dataset varchar
-- columns: village_id varchar, village varchar, kind varchar, commune_id varchar, commune varchar,
--   alphabetical integer, told_later boolean, old_teams bigint, dataset varchar
with communes as (
    select commune_id
    from commune_of
    where area_id = $area
        and vintage = case when cast($day as date) < date '2025-07-01' then '2024' else '2025' end
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
        v.name,
        v.kind,
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
    v.village_id,
    v.name as village,
    v.kind,
    v.commune_id,
    a.name as commune,
    a.alphabetical,
    v.told_later,
    v.old_teams,
    $dataset as dataset
from villages as v
inner join area as a on a.area_id = v.commune_id
where not v.covered
order by
    a.alphabetical,
    v.commune_id,
    regexp_replace(v.name, '[0-9]+', ''),
    length(v.name),
    v.name,
    v.village_id
