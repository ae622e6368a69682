-- What tells one state of the stored files from another, also where a backup was put back: the
-- warehouse's version, and a hash of its files and their states.
-- grain: one row
-- params: none
-- columns: version bigint, mark varchar
select
    w.version,
    coalesce(
        md5(
            (
                select
                    string_agg(
                        concat(batch_id, ' ', state, ' ', created_at, ' ', undone_at), ';'
                        order by batch_id
                    )
                from batch
            )
        ),
        ''
    ) as mark
from warehouse_state as w
order by w.version
