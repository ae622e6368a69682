-- The teams and the villages they work in. Counts only: no person's name is kept anywhere.
--
-- Every table is append only: a file adds a row for each team it names, whether or not something
-- changed, so that any other file can be taken back. The views show the latest row of the batches
-- that are committed; they are what readers ask.

create sequence registry_entry;

-- One row per village that a stored file names and the registry of areas does not have. valid_from,
-- valid_to: NULL where not known.
create table village (
    entry bigint default nextval('registry_entry'),
    village_id varchar not null,
    commune_id varchar not null,
    name varchar not null,
    kind varchar,
    valid_from date,
    valid_to date,
    batch_id varchar not null
);

-- One row per team that a stored file names. name: number or name of the team where a village has
-- several, '' where not said. commune_id holds the vintage: after the merger it is another team.
create table team (
    entry bigint default nextval('registry_entry'),
    team_id varchar not null,
    commune_id varchar not null,
    level varchar not null check (level in ('village', 'commune')),
    village_id varchar,
    name varchar not null,
    set_up_on date,
    set_up_precision varchar check (set_up_precision in ('day', 'month', 'year')),
    batch_id varchar not null
);

-- One row per team and day of which a stored file tells. NULL: not said, which is not zero. The four
-- groups add up to the members where all are said; core and trained members are some of them.
create table team_state (
    entry bigint default nextval('registry_entry'),
    team_id varchar not null,
    as_of date not null,
    precision varchar not null check (precision in ('day', 'month', 'year')),
    members integer,
    women_union integer,
    farmers_union integer,
    youth_union integer,
    other_members integer,
    core_members integer,
    trained_members integer,
    leader_role varchar,
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null,
    recorded_at timestamp not null
);

-- One row per team, day and kind of training: sessions that the team had until then.
create table training (
    entry bigint default nextval('registry_entry'),
    team_id varchar not null,
    as_of date not null,
    kind varchar not null check (kind in ('in_person', 'online')),
    sessions integer not null,
    batch_id varchar not null
);

-- One row per dataset and village: those of stored files and those of the registry of areas.
create view village_now as
select b.dataset, v.village_id, v.commune_id, v.name, v.kind, v.valid_from, v.valid_to, v.batch_id
from village as v
inner join batch as b on b.batch_id = v.batch_id and b.state = 'committed'
qualify row_number() over (partition by b.dataset, v.village_id order by v.entry desc) = 1
union all
select
    'published' as dataset, a.area_id as village_id, a.parent_id as commune_id, a.name,
    a.type as kind, a.valid_from, a.valid_to, cast(null as varchar) as batch_id
from area as a
where a.level = 'village';

-- One row per dataset, team and day: what was last said of it.
create view team_state_now as
select
    b.dataset, s.team_id, s.as_of, s.precision, s.members, s.women_union, s.farmers_union,
    s.youth_union, s.other_members, s.core_members, s.trained_members, s.leader_role, s.source_id,
    s.batch_id, s.origin, s.recorded_at
from team_state as s
inner join batch as b on b.batch_id = s.batch_id and b.state = 'committed'
qualify row_number() over (partition by b.dataset, s.team_id, s.as_of order by s.entry desc) = 1;

-- One row per dataset, team, day and kind of training, of the file that last spoke of that day.
create view training_now as
select s.dataset, t.team_id, t.as_of, t.kind, t.sessions, t.batch_id
from training as t
inner join team_state_now as s
    on s.team_id = t.team_id and s.as_of = t.as_of and s.batch_id = t.batch_id;

-- One row per dataset and team, as it is today: what it is, and its latest state.
create view team_now as
with known as (
    select b.dataset, t.*
    from team as t
    inner join batch as b on b.batch_id = t.batch_id and b.state = 'committed'
    qualify row_number() over (partition by b.dataset, t.team_id order by t.entry desc) = 1
),

latest as (
    select s.*
    from team_state_now as s
    qualify row_number() over (partition by s.dataset, s.team_id order by s.as_of desc) = 1
),

trained as (
    select
        dataset, team_id, as_of,
        max(sessions) filter (where kind = 'in_person') as sessions_in_person,
        max(sessions) filter (where kind = 'online') as sessions_online
    from training_now
    group by dataset, team_id, as_of
)

select
    k.dataset,
    k.team_id,
    k.commune_id,
    k.level,
    k.village_id,
    v.name as village,
    k.name,
    k.set_up_on,
    k.set_up_precision,
    s.as_of,
    s.precision,
    s.members,
    s.women_union,
    s.farmers_union,
    s.youth_union,
    s.other_members,
    s.core_members,
    s.trained_members,
    s.leader_role,
    t.sessions_in_person,
    t.sessions_online,
    s.source_id,
    s.batch_id,
    s.origin
from known as k
inner join latest as s on s.dataset = k.dataset and s.team_id = k.team_id
left join trained as t
    on t.dataset = s.dataset and t.team_id = s.team_id and t.as_of = s.as_of
left join village_now as v
    on v.village_id = k.village_id and v.dataset in (k.dataset, 'published');
