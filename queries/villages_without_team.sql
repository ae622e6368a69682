-- Villages of an area without a team on a day, and those of which only a later list tells (told_later),
-- as villages_by_commune counts them. old_teams: village teams that lists since 1 July 2025 still
-- name in old communes which lie whole in this one; they may serve the village under its old name.
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

first_told as (
    select
        s.team_id,
        min(s.as_of) as as_of
    from team_state as s
    inner join batch as b
        on b.batch_id = s.batch_id and b.state = 'committed' and b.dataset = $dataset
    group by s.team_id
),

helped as (
    select
        t.village_id,
        bool_or(f.as_of <= cast($day as date)) as covered,
        bool_or(t.set_up_on is null or t.set_up_on <= cast($day as date)) as may_be_covered
    from teams as t
    inner join first_told as f on f.team_id = t.team_id
    group by t.village_id
),

villages as (
    select
        v.village_id,
        v.commune_id,
        v.name,
        v.kind,
        coalesce(h.covered, false) as covered,
        coalesce(h.may_be_covered, false) as may_be_covered
    from village_now as v
    inner join communes as c on c.commune_id = v.commune_id
    left join helped as h on h.village_id = v.village_id
    where (v.dataset = $dataset or (v.dataset = 'published' and h.village_id is not null))
        and (v.valid_from is null or v.valid_from <= cast($day as date))
        and (v.valid_to is null or v.valid_to >= cast($day as date))
),

old_teams as (
    select
        h.new_id as commune_id,
        count(*) as old_teams
    from (
        select
            l.old_id,
            min(l.new_id) as new_id
        from lineage as l
        inner join area as o on o.area_id = l.old_id and o.level = 'commune'
        where l.carries and cast($day as date) >= date '2025-07-01'
        group by l.old_id
        having count(*) = 1
    ) as h
    inner join (
        select
            t.team_id,
            t.commune_id
        from team as t
        inner join batch as b
            on b.batch_id = t.batch_id and b.state = 'committed' and b.dataset = $dataset
        where t.level = 'village'
        qualify row_number() over (partition by t.team_id order by t.entry desc) = 1
    ) as t on t.commune_id = h.old_id
    inner join (
        select distinct s.team_id
        from team_state as s
        inner join batch as b
            on b.batch_id = s.batch_id and b.state = 'committed' and b.dataset = $dataset
        where s.as_of >= date '2025-07-01' and s.as_of <= cast($day as date)
    ) as s on s.team_id = t.team_id
    group by h.new_id
)

select
    v.village_id,
    v.name as village,
    v.kind,
    v.commune_id,
    a.name as commune,
    a.alphabetical,
    v.may_be_covered as told_later,
    coalesce(o.old_teams, 0) as old_teams,
    $dataset as dataset
from villages as v
inner join area as a on a.area_id = v.commune_id
left join old_teams as o on o.commune_id = v.commune_id
where not v.covered
order by a.alphabetical, v.commune_id, v.name, v.village_id
