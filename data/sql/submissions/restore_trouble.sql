-- What was wrong in the file, but for what depends on the figures stored: that is found anew.
create or replace temp table trouble as
select code, row, place, found, expected
from kept_trouble
where code <> 'contradicts'
