-- vi: Mọi nguồn nói gì về số tổ của Thanh Hóa: các nguồn không khớp nhau
-- en: All that sources say of the teams of Thanh Hóa: they disagree
select as_of, precision, value, low, high, qualifier, in_conflict, dataset, source, url
from figures
where indicator = 'teams'
  and area_id in ('2024-p38', '2025-p38')
order by as_of, value
