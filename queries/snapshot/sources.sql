-- Where figures, targets and team lists are from, but for those that wait for approval.
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
from source as s
where
    not exists (
        select b.batch_id
        from batch as b
        where b.source_id = s.source_id and b.dataset = 'submitted'
    )
order by source_id
