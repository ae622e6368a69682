-- The lines that fit, the latest first; "" fits all. until: the first moment after.
select entry, happened_at, subject, way, address, action, about, outcome
from audit
where
    (:action = '' or action = :action)
    and (:subject = '' or subject = :subject)
    and (:outcome = '' or outcome = :outcome)
    and happened_at >= :since
    and (:until = '' or happened_at < :until)
order by entry desc
limit :most offset :skipped
