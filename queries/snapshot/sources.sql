-- Where figures, targets and team lists are from.
-- grain: one row per source
-- params: none
-- columns: source_id varchar, title varchar, publisher varchar, url varchar, published_on date,
--   published_precision varchar, kind varchar
select
    source_id,
    title,
    publisher,
    url,
    published_on,
    published_precision,
    kind
from source
order by source_id
