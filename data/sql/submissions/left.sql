-- Which files leave the dataset `submitted`.
select batch_id
from leaving
order by batch_id
