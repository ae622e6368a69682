-- A mark of all that would be stored beside what is stored, which changes when either does.
select cast(count(*) as varchar) || '-' || cast(coalesce(bit_xor(hash(c)), 0) as varchar)
from compared as c
