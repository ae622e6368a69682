-- What must be summed anew of one indicator and dataset: every day that it, or of a ratio the part
-- above, has.
create or replace temp table renewed as
select distinct o.dataset, i.indicator_id, o.as_of
from indicator as i
inner join observation as o
    on o.indicator_id = case i.kind when 'ratio' then i.numerator_id else i.indicator_id end
where i.indicator_id = $indicator and o.dataset = $dataset and o.as_of is not null
