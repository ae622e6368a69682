-- Villages that lists name in the communes of an area, and whether a team stood there on a day.
-- A village has one if a list up to the day told of it; told_later is not known: only a later list
-- names a team, and that does not say that it was set up after the day. covered counts villages that
-- have one, lacking those without.
-- grain: one row per commune_id
-- params: $area varchar, $day date, $dataset varchar
-- columns: commune_id varchar, villages bigint, covered bigint, told_later bigint, lacking bigint
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
        coalesce(h.covered, false) as covered,
        coalesce(h.may_be_covered, false) as may_be_covered
    from village_now as v
    inner join communes as c on c.commune_id = v.commune_id
    left join helped as h on h.village_id = v.village_id
    where (v.dataset = $dataset or (v.dataset = 'published' and h.village_id is not null))
        and (v.valid_from is null or v.valid_from <= cast($day as date))
        and (v.valid_to is null or v.valid_to >= cast($day as date))
)

select
    commune_id,
    count(*) as villages,
    count(*) filter (where covered) as covered,
    count(*) filter (where not covered and may_be_covered) as told_later,
    count(*) filter (where not covered and not may_be_covered) as lacking
from villages
group by commune_id
order by commune_id
