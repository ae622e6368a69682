-- How many simulated files there are.
select count(*) from batch where dataset = 'demo'
