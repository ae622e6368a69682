delete from rollup where dataset = 'demo'
