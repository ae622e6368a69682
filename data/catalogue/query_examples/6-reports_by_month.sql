-- vi: Mỗi tháng bao nhiêu xã nộp đúng hạn, muộn, chưa nộp
-- en: How many communes reported on time, late or not, by month
select dataset, as_of,
       count(*) filter (where state = 'on_time') as on_time,
       count(*) filter (where state = 'late') as late,
       count(*) filter (where state = 'not_received' and due < current_date) as missing,
       count(*) filter (where state = 'not_received' and due >= current_date) as not_due_yet
from reports
group by dataset, as_of
order by dataset, as_of
