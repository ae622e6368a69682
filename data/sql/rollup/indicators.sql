-- The indicators that can be summed or reckoned from sums.
select indicator_id
from indicator
where (kind = 'count' and rollup = 'sum') or kind = 'ratio'
order by indicator_id
