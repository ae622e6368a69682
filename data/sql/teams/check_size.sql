-- Teams larger or smaller than the rule that held where they are: the latest one of the nearest unit
-- that set any. Rules for each team speak of village teams; those of communes have their own.
insert into trouble
with upwards as (
    select area_id as commune_id, area_id, 0 as distance from area where level = 'commune'
    union all
    select area_id, parent_id, 1 from area where level = 'commune'
    union all
    select area_id, province_id, 2 from area where level = 'commune'
    union all
    select area_id, 'vn', 3 from area where level = 'commune'
),

held as (
    select
        r.row,
        u.distance,
        rank() over (partition by r.row order by u.distance) as nearness,
        row_number() over (
            partition by r.row, u.distance, s.indicator_id order by s.as_of desc nulls last
        ) as age,
        s.indicator_id,
        s.value
    from team_row as r
    inner join upwards as u on u.commune_id = r.commune_id
    inner join rule as s
        on
            s.area_id = u.area_id
            and s.dataset not in ('submitted', 'demo')
            and (s.as_of is null or s.as_of <= r.as_of)
            and case r.level
                when 'village' then s.indicator_id in ('members_per_team_min', 'members_per_team_max')
                else s.indicator_id = 'members_per_commune_team_max'
            end
),

bounds as (
    select
        row,
        max(value) filter (where indicator_id = 'members_per_team_min') as least,
        max(value) filter (where indicator_id <> 'members_per_team_min') as most
    from held
    where nearness = 1 and age = 1
    group by row
)

select
    'against_size_rule',
    r.row,
    f.place,
    cast(r.members as varchar),
    case
        when b.least is null then '≤ ' || plain(b.most)
        when b.most is null then '≥ ' || plain(b.least)
        else plain(b.least) || '–' || plain(b.most)
    end
from team_row as r
inner join bounds as b on b.row = r.row
inner join field_column as f on f.sheet = r.sheet and f.field = 'members'
where r.members < b.least or r.members > b.most
