-- What must be summed anew after a batch was stored or taken back: its indicators and days, and
-- those of the ratios of which its indicators are a part.
create or replace temp table renewed as
with touched as (
    select distinct dataset, indicator_id, as_of
    from observation_log
    where batch_id = $batch and as_of is not null
)

select dataset, indicator_id, as_of
from touched
union
select t.dataset, i.indicator_id, t.as_of
from touched as t
inner join indicator as i on t.indicator_id in (i.numerator_id, i.denominator_id)
where i.kind = 'ratio'
