-- Which of some areas a right over others covers: all communes of the areas it is over at their own
-- time, and of the other time those of whose land more than half is covered land (table lineage, one
-- step). Any other area is covered with all its communes, a village with the one it lies in.
-- grain: one row per area that is covered
-- params: $covering varchar[], $areas varchar[]
-- columns: area_id varchar
with own as (
    select distinct c.commune_id
    from commune_of as c
    inner join area as a on a.area_id = c.area_id and a.vintage = c.vintage
    where list_contains(cast($covering as varchar[]), c.area_id)
),

heirs as (
    select l.new_id as commune_id
    from own as o
    inner join lineage as l on l.old_id = o.commune_id
    inner join area as n on n.area_id = l.new_id and n.level = 'commune'
    group by l.new_id
    having sum(l.new_share) > 0.5
),

forebears as (
    select l.old_id as commune_id
    from own as o
    inner join lineage as l on l.new_id = o.commune_id
    inner join area as a on a.area_id = l.old_id and a.level = 'commune'
    group by l.old_id
    having sum(l.share) > 0.5
),

covered as (
    select commune_id
    from own
    union
    select commune_id
    from heirs
    union
    select commune_id
    from forebears
),

parts as (
    select
        a.area_id,
        c.commune_id
    from area as a
    inner join commune_of as c on c.area_id = a.area_id and c.vintage = a.vintage
    where list_contains(cast($areas as varchar[]), a.area_id) and a.level <> 'village'
    union all
    select
        a.area_id,
        a.parent_id
    from area as a
    where list_contains(cast($areas as varchar[]), a.area_id) and a.level = 'village'
)

select p.area_id
from parts as p
left join covered as c on c.commune_id = p.commune_id
group by p.area_id
having count(*) = count(c.commune_id)
order by p.area_id
