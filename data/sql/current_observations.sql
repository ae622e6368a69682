-- Fills the empty table observation from the log, in the order its readers ask for, and marks what
-- is in conflict: same area, indicator and dataset, days that overlap and bounds that do not.
insert into observation
with spanned as (
    select
        entry, area_id, indicator_id, dataset, as_of, low, high,
        case precision
            when 'day' then as_of
            when 'month' then date_trunc('month', as_of)
            when 'year' then date_trunc('year', as_of)
        end as starts_on
    from observation_log
),

contradicted as (
    select distinct o.entry
    from spanned as o
    inner join spanned as other
        on other.area_id = o.area_id
        and other.indicator_id = o.indicator_id
        and other.dataset = o.dataset
        and other.starts_on <= o.as_of
        and other.as_of >= o.starts_on
    where other.low > o.high or other.high < o.low
)

select
    l.area_id, l.indicator_id, l.timing, l.period_start, l.as_of, l.precision, l.basis, l.value,
    l.low, l.high, l.qualifier, l.published_on, l.dataset, l.source_id, l.batch_id, l.origin,
    c.entry is not null as in_conflict
from observation_log as l
left join contradicted as c on c.entry = l.entry
order by l.indicator_id, l.as_of, l.area_id, l.entry;
