-- Makes room for what another release brings.
delete from indicator
