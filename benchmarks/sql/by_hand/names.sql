-- The ids of simulated observations as types, for a pandas frame as small as can be.
create temp type area_name as enum (
    select distinct area_id from observation where dataset = 'demo' order by 1
);
create temp type indicator_name as enum (
    select distinct indicator_id from observation where dataset = 'demo' order by 1
);
