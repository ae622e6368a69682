-- vi: Tìm chỉ số: có bao nhiêu số liệu, của bộ nào
-- en: Find an indicator: how many figures there are, and of which dataset
select i.indicator, i.name_vi, i.name_en, i.unit_vi, i.kind, f.dataset, count(f.value) as figures,
       min(f.as_of) as first, max(f.as_of) as last
from indicators as i
left join figures as f on f.indicator = i.indicator
where i.name_vi ilike '%chữ ký số%' or i.name_vi ilike '%tài khoản%'
group by all
order by figures desc
