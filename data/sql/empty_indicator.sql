-- Makes room for the catalogue of another release.
delete from indicator
