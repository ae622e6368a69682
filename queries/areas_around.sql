-- How some areas lie to a place: in it, around it, both (the place itself) or neither, told by their
-- communes. An area lies in another if all communes that it had at its own time are among that
-- other's, of whichever time (table commune_of).
-- grain: one row per area_id
-- params: $place varchar, $areas varchar[]
-- columns: area_id varchar, lies_in boolean, lies_around boolean
with own as (
    select
        c.commune_id,
        coalesce(c.vintage = a.vintage, false) as is_of_its_time
    from commune_of as c
    inner join area as a on a.area_id = c.area_id
    where c.area_id = $place
),

wanted as (
    select
        area_id,
        vintage
    from area
    where list_contains(cast($areas as varchar[]), area_id)
),

shared as (
    select
        w.area_id,
        count(case when c.vintage = w.vintage then c.commune_id end) as communes,
        count(case when c.vintage = w.vintage then o.commune_id end) as communes_inside,
        count(case when o.is_of_its_time then o.commune_id end) as communes_of_place
    from wanted as w
    left join commune_of as c on c.area_id = w.area_id
    left join own as o on o.commune_id = c.commune_id
    group by w.area_id
)

select
    area_id,
    area_id = $place or (communes > 0 and communes_inside = communes) as lies_in,
    area_id = $place
    or (
        communes_of_place > 0
        and communes_of_place = (select count(*) from own where is_of_its_time)
    ) as lies_around
from shared
order by area_id
