-- Takes the sums of simulated figures out.
delete from rollup where dataset = 'demo'
