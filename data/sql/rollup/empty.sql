-- Makes room for sums made anew.
delete from rollup
