-- Which of some areas lie in a place: themselves, or with all their communes, which are compared at
-- the time that the area itself is of. A place has the communes of both times (table commune_of).
-- grain: one row per area_id
-- params: $place varchar, $areas varchar[]
-- columns: area_id varchar
with inside as (
    select distinct
        commune_id
    from commune_of
    where area_id = $place
),

counted as (
    select
        a.area_id,
        count(*) as communes,
        count(i.commune_id) as communes_inside
    from area as a
    inner join commune_of as c on c.area_id = a.area_id and c.vintage = a.vintage
    left join inside as i on i.commune_id = c.commune_id
    where list_contains(cast($areas as varchar[]), a.area_id)
    group by a.area_id
)

select area_id
from counted
where communes = communes_inside
union
select area_id
from area
where area_id = $place and list_contains(cast($areas as varchar[]), area_id)
order by area_id
