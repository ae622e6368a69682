-- The source, and the files of it, one of each province and month.
insert into source (source_id, title, publisher, url, published_precision, kind)
values ('large', 'Mô phỏng / simulated', 'Mô phỏng / simulated', '', 'none', 'original');

insert into batch (
    batch_id, dataset, file_name, sha256, created_at, created_by, rows_read, rows_stored, state,
    source_id, rows_added
)
select
    batch_id, 'demo', file_name, repeat('0', 64), as_of + interval '3' day, 'Mô phỏng / simulated',
    100, 100, 'committed', source_id, 100
from file
order by month, province_id
