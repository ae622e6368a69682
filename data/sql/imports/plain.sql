-- How numbers stand in messages: without a needless ".0".
create or replace temp macro plain(number) as regexp_replace(cast(number as varchar), '\.0$', '')
