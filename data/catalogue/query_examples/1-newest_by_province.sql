-- vi: Số tổ mới nhất của từng tỉnh, theo số liệu công bố
-- en: The newest number of teams of each province, as published
select area, vintage, value, qualifier, as_of, in_conflict, dataset, source
from figures
where indicator = 'teams'
  and level = 'province'
  and dataset = 'published'
  and as_of is not null
qualify row_number() over (partition by area_id order by as_of desc, value desc) = 1
order by value desc
