-- How many lines each table has.
select
    (select count(*) from audit) as lines,
    (select count(*) from token) as tokens,
    (select count(*) from ended) as endings
