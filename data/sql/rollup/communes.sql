-- The communes of each area, of both times. Of a district that ended on 1 July 2025, and of an old
-- province, also those of today: its group lives on. A commune of today with land of several
-- districts is in the group of the one that gave most; is_whole is false then. A province of today
-- has the old communes of the provinces it was made of.
insert into commune_of
select area_id, commune_id, vintage, is_whole
from (
    select area_id, area_id as commune_id, vintage, true as is_whole
    from area
    where level = 'commune'
    union all
    select parent_id as area_id, area_id as commune_id, vintage, true as is_whole
    from area
    where level = 'commune' and vintage = '2024'
    union all
    select province_id as area_id, area_id as commune_id, vintage, true as is_whole
    from area
    where level = 'commune'
    union all
    select 'vn' as area_id, area_id as commune_id, vintage, true as is_whole
    from area
    where level = 'commune'
    union all
    select area_id, commune_id, '2025' as vintage, is_whole
    from (
        select
            l.old_id as area_id,
            l.new_id as commune_id,
            l.new_share = 1 as is_whole,
            row_number() over (
                partition by l.new_id order by l.new_share desc, l.old_id
            ) as place
        from lineage as l
        inner join area as o on o.area_id = l.old_id and o.level = 'district'
        inner join area as n on n.area_id = l.new_id and n.level = 'commune'
    ) as given
    where given.place = 1
    union all
    select l.old_id as area_id, l.new_id as commune_id, '2025' as vintage, true as is_whole
    from lineage as l
    inner join area as o on o.area_id = l.old_id and o.level = 'province'
    inner join area as n on n.area_id = l.new_id and n.level = 'commune'
    where l.old_id <> 'vn'
    union all
    select l.new_id as area_id, c.area_id as commune_id, '2024' as vintage, true as is_whole
    from lineage as l
    inner join area as c on c.province_id = l.old_id and c.level = 'commune'
    inner join area as n on n.area_id = l.new_id and n.level = 'province'
    where l.carries
) as told
order by area_id, vintage, commune_id
