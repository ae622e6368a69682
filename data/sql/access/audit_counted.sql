-- How many lines fit, how many of them were refused, and when the latest was; "" fits all.
select
    count(*) as lines,
    coalesce(sum(outcome = 'refused'), 0) as refused,
    coalesce(max(happened_at), '') as latest
from audit
where
    (:action = '' or action = :action)
    and (:subject = '' or subject = :subject)
    and (:outcome = '' or outcome = :outcome)
    and happened_at >= :since
    and (:until = '' or happened_at < :until)
