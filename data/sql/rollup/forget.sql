-- Takes out what is summed anew.
delete from rollup
using renewed as r
where
    r.dataset = rollup.dataset
    and r.indicator_id = rollup.indicator_id
    and r.as_of = rollup.as_of
