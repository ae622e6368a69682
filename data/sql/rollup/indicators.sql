-- The indicators that a dataset has of communes and that can be summed or reckoned from such sums.
select i.indicator_id
from indicator as i
where
    ((i.kind = 'count' and i.rollup = 'sum') or i.kind = 'ratio')
    and case i.kind when 'ratio' then i.numerator_id else i.indicator_id end in (
        select o.indicator_id
        from observation as o
        inner join area as a on a.area_id = o.area_id and a.level = 'commune'
        where o.dataset = $dataset
    )
order by i.indicator_id
