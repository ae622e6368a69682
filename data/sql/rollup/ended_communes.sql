-- The communes that ended, by area: those with land in its communes of today, and its own of before.
insert into ended_commune_of
with heirs as (
    select
        l.old_id as commune_id,
        l.new_id,
        count(*) over (partition by l.old_id) as heirs
    from lineage as l
    inner join area as o on o.area_id = l.old_id and o.level = 'commune'
    where l.carries
),

homes as (
    select
        commune_id,
        case when count(*) = 1 then min(new_id) end as home_id
    from heirs
    group by commune_id
),

touching as (
    select
        c.area_id,
        h.commune_id,
        count(*) = max(h.heirs) as lies_within,
        case
            when count(*) = max(h.heirs)
                and count(distinct case c.area_id when 'vn' then n.province_id else h.new_id end) = 1
                then min(case c.area_id when 'vn' then n.province_id else h.new_id end)
        end as part_id
    from heirs as h
    inner join commune_of as c on c.commune_id = h.new_id and c.vintage = '2025'
    inner join area as n on n.area_id = h.new_id
    group by c.area_id, h.commune_id
),

own as (
    select
        area_id,
        commune_id
    from commune_of
    where vintage = '2024'
),

placed as (
    select
        coalesce(t.area_id, o.area_id) as area_id,
        coalesce(t.commune_id, o.commune_id) as commune_id,
        t.part_id,
        coalesce(t.lies_within, false) or o.area_id is not null as is_whole
    from touching as t
    full outer join own as o on o.area_id = t.area_id and o.commune_id = t.commune_id
)

select
    p.area_id,
    p.commune_id,
    h.home_id,
    p.part_id,
    p.is_whole
from placed as p
inner join homes as h on h.commune_id = p.commune_id
order by p.area_id, p.commune_id
