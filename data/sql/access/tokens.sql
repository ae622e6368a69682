-- All tokens, the latest first, and when they were ended: "" where they were not.
select
    t.token_id,
    t.last_four,
    t.grants,
    t.made_at,
    t.ends_at,
    t.made_by,
    coalesce(min(e.since), '') as ended_at
from token as t
left join ended as e on e.kind = 'token' and e.id = t.token_id
group by t.token_id
order by t.made_at desc, t.token_id
