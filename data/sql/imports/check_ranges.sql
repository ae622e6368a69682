-- Values that their indicator cannot have: below zero, not whole (unless the unit of the whole column
-- is in question), a share above 100, no rank.
insert into trouble
select
    case
        when r.value < 0 then 'negative'
        when i.unit_vi = '%' then 'above_100'
        when i.kind = 'rank' then 'out_of_range'
        else 'not_whole'
    end,
    r.row,
    r.place,
    plain(r.value),
    case when i.kind = 'rank' then '1, 2, 3, …' else '' end
from ready as r
inner join indicator as i on i.indicator_id = r.indicator_id
left join trouble as u on u.code = 'unit_unsaid' and u.place = r.place
where
    r.value < 0
    or (i.unit_vi = '%' and r.value > 100)
    or (i.kind = 'rank' and (r.value < 1 or r.value <> floor(r.value)))
    or (
        i.kind = 'count' and i.decimals = 0 and r.qualifier <> 'about'
        and abs(r.value - round(r.value)) > 1e-6 and u.code is null
    )
