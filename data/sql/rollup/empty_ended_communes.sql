-- Makes room for what the areas and the lineage of another release say.
delete from ended_commune_of
