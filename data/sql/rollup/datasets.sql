-- The datasets that there are observations of.
select distinct dataset
from observation
order by dataset
