-- Makes room for the lineage of another release.
delete from lineage
