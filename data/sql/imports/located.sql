-- Each cell that is not missing with what its texts mean; NULL where they mean nothing. A view: a
-- table would hold a million rows in memory once more.
create or replace temp view located as
select
    c.row,
    c.place,
    c.period,
    c.indicator,
    c.target_kind,
    c.operator,
    w.problem as place_problem,
    w.found as place_found,
    w.expected as place_expected,
    p.problem as period_problem,
    i.problem as indicator_problem,
    w.area_id,
    i.indicator_id,
    p.as_of,
    p.precision,
    p.period_start,
    case
        when c.number is not null then round(c.number * f.scale, 9)
        when v.text is null then round(
            cast(
                replace(
                    replace(
                        regexp_replace(c.text, '[^0-9,.+-]', '', 'g'),
                        case f.decimal when ',' then '.' else ',' end,
                        ''
                    ),
                    ',',
                    '.'
                ) as double
            ) * f.scale,
            9
        )
        when v.problem is null then round(v.value * f.scale, 9)
    end as value,
    case when v.text is not null then round(v.low * f.scale, 9) end as said_low,
    case when v.text is not null then round(v.high * f.scale, 9) end as said_high,
    coalesce(v.qualifier, 'exact') as qualifier,
    v.numerator,
    v.denominator,
    v.printed_share,
    coalesce(v.is_range, false) as is_range,
    v.problem,
    c.text
from cells as c
inner join column_of as f on f.place = c.place
left join period_of as p on p.period = c.period
left join indicator_of as i on i.indicator = c.indicator
left join place_of as w
    on
        w.sheet = c.row // 4194304
        and w.code = c.code
        and w.area = c.area
        and w.commune = c.commune
        and w.district = c.district
        and w.province = c.province
        and w.village = c.village
        and w.vintage = p.vintage
left join value_of as v on v.text = c.text and v.decimal = f.decimal and c.number is null
where (c.text <> '' or c.number is not null) and not coalesce(v.missing, false)
