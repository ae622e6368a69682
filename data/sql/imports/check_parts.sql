-- Parts that are more than their whole, and shares that their parts contradict: at the same area
-- and date, the whole or part taken from the file or else from what is stored. Figures that the file
-- gives twice are left to their own check.
insert into trouble
with single as (
    select r.*
    from ready as r
    anti join twice as t
        on t.row = r.row and t.place = r.place and t.indicator_id = r.indicator_id
),

parts as (
    select indicator_id, numerator_id, denominator_id
    from indicator
    where kind = 'ratio' and unit_vi = '%' and numerator_id is not null and denominator_id is not null
),

asked as (
    select distinct r.area_id, r.as_of, p.indicator_id, p.numerator_id, p.denominator_id
    from single as r
    inner join parts as p
        on r.indicator_id in (p.indicator_id, p.numerator_id, p.denominator_id)
),

paired as (
    select
        a.area_id,
        a.as_of,
        a.indicator_id,
        n.row as part_row,
        n.place as part_place,
        d.row as whole_row,
        d.place as whole_place,
        coalesce(n.value, so.value) as part,
        coalesce(n.low, so.low) as part_low,
        coalesce(d.value, sw.value) as whole,
        coalesce(d.high, sw.high) as whole_high,
        coalesce(n.qualifier, so.qualifier) = 'exact' and coalesce(d.qualifier, sw.qualifier) = 'exact'
            as exact
    from asked as a
    left join single as n
        on n.area_id = a.area_id and n.as_of = a.as_of and n.indicator_id = a.numerator_id
    left join single as d
        on d.area_id = a.area_id and d.as_of = a.as_of and d.indicator_id = a.denominator_id
    left join observation as so
        on
            so.area_id = a.area_id and so.as_of = a.as_of and so.indicator_id = a.numerator_id
            and so.dataset = $dataset and n.row is null
    left join observation as sw
        on
            sw.area_id = a.area_id and sw.as_of = a.as_of and sw.indicator_id = a.denominator_id
            and sw.dataset = $dataset and d.row is null
    where coalesce(n.value, so.value) is not null and coalesce(d.value, sw.value) is not null
),

printed as (
    select
        r.row,
        r.place,
        r.value as share,
        coalesce(r.low, r.value) as low,
        coalesce(r.high, r.value) as high,
        100 * b.part / nullif(b.whole, 0) as reckoned,
        0.5 * power(10, -length(regexp_extract(plain(r.value), '\.([0-9]+)$', 1))) as half
    from paired as b
    inner join single as r
        on r.area_id = b.area_id and r.as_of = b.as_of and r.indicator_id = b.indicator_id
    where b.exact
)

select 'part_above_whole', b.part_row, b.part_place, plain(b.part), plain(b.whole)
from paired as b
where b.part_low > b.whole_high and b.part_row is not null
union all
select 'part_above_whole', b.whole_row, b.whole_place, plain(b.part), plain(b.whole)
from paired as b
where b.part_low > b.whole_high and b.whole_row is not null
union all
select 'share_disagrees', p.row, p.place, plain(p.share), plain(round(p.reckoned, 2))
from printed as p
where p.reckoned < p.low - p.half - 1e-9 or p.reckoned > p.high + p.half + 1e-9
union all
select
    'share_disagrees', l.row, l.place, plain(l.printed_share),
    plain(round(100 * l.numerator / nullif(l.denominator, 0), 2))
from unread as l
where
    l.printed_share is not null
    and abs(100 * l.numerator / nullif(l.denominator, 0) - l.printed_share)
    > 0.5 * power(10, -length(regexp_extract(plain(l.printed_share), '\.([0-9]+)$', 1))) + 1e-9
