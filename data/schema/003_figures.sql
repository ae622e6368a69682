-- What was measured, promised and prescribed, each with its source.

-- One row per source; title and url are as printed, url is '' where there is none.
create table source (
    source_id varchar primary key,
    title varchar not null,
    publisher varchar not null,
    url varchar not null,
    published_on date,
    published_precision varchar not null check (published_precision in ('day', 'month', 'year', 'none')),
    kind varchar not null check (kind in ('original', 'copy'))
);

-- One row per file stored.
create table batch (
    batch_id varchar primary key,
    dataset varchar not null check (dataset in ('published', 'reported', 'demo')),
    file_name varchar not null,
    sha256 varchar not null,
    created_at timestamp not null,
    created_by varchar not null,
    rows_read bigint not null,
    rows_stored bigint not null,
    state varchar not null check (state in ('committed', 'undone'))
);

create sequence observation_entry;

-- One row per observation ever stored; append only. as_of is the last day of the period its date
-- names. low, high: NULL is an open end.
create table observation_log (
    entry bigint primary key default nextval('observation_entry'),
    area_id varchar not null,
    indicator_id varchar not null,
    timing varchar not null check (timing in ('cumulative', 'in_period')),
    period_start date,
    as_of date,
    precision varchar not null check (precision in ('day', 'month', 'year', 'none')),
    basis varchar not null check (basis in ('printed', 'inferred', 'plan', 'none')),
    value double not null,
    low double,
    high double,
    qualifier varchar not null
    check (qualifier in ('exact', 'about', 'nearly', 'more_than', 'at_least', 'at_most')),
    published_on date,
    dataset varchar not null check (dataset in ('published', 'reported', 'demo')),
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null,
    recorded_at timestamp not null
);

-- One row per current observation, in the order (indicator_id, as_of, area_id). origin is the file
-- and the line in it. Two sources that speak of the same area and date are two rows. in_conflict:
-- another one of the same area, indicator and dataset has days that overlap and bounds that do not;
-- found when the row is stored, since finding it on reading costs seconds in a million rows.
create table observation (
    area_id varchar not null,
    indicator_id varchar not null,
    timing varchar not null,
    period_start date,
    as_of date,
    precision varchar not null,
    basis varchar not null,
    value double not null,
    low double,
    high double,
    qualifier varchar not null,
    published_on date,
    dataset varchar not null,
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null,
    in_conflict boolean not null default false
);

-- One row per target. kind is 'national' for the nation, else NULL; operator NULL: not stated.
create table target (
    area_id varchar not null,
    indicator_id varchar not null,
    kind varchar check (kind in ('national', 'assigned', 'registered')),
    operator varchar check (operator in ('>', '>=', '<', '<=', '=')),
    value double not null,
    due date,
    precision varchar not null,
    basis varchar not null,
    version integer not null,
    dataset varchar not null,
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null
);

-- One row per rule: what a team or place must be. Not a result.
create table rule (
    area_id varchar not null,
    indicator_id varchar not null,
    value double not null,
    low double,
    high double,
    qualifier varchar not null,
    as_of date,
    precision varchar not null,
    basis varchar not null,
    dataset varchar not null,
    source_id varchar not null,
    batch_id varchar not null,
    origin varchar not null
);

-- One row per published figure that no area could be given to, with its words as printed.
create table unplaced_figure (
    origin varchar primary key,
    area varchar not null,
    level varchar not null,
    province varchar not null,
    as_of varchar not null,
    basis varchar not null,
    indicator_id varchar not null,
    measure varchar not null check (measure in ('result', 'target', 'rule')),
    operator varchar,
    value double not null,
    unit varchar not null,
    qualifier varchar,
    source_id varchar not null,
    reason varchar not null check (reason in ('unknown_area', 'ambiguous_name', 'vintage_open')),
    candidates varchar not null
);

-- One row per figure that needs a word of care, such as one that contradicts itself.
create table remark (
    origin varchar primary key,
    remark_vi varchar not null,
    remark_en varchar not null
);

-- One row per current observation with all that a page or a file says of it. starts_on is the first
-- day its date may mean.
create view figure as
select
    o.area_id,
    a.name as area,
    a.short_name,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    o.indicator_id as indicator,
    o.timing,
    o.period_start,
    o.as_of,
    cast(
        case o.precision
            when 'day' then o.as_of
            when 'month' then date_trunc('month', o.as_of)
            when 'year' then date_trunc('year', o.as_of)
        end as date
    ) as starts_on,
    o.precision,
    o.basis,
    o.value,
    o.low,
    o.high,
    o.qualifier,
    i.unit_vi as unit,
    i.unit_en,
    o.dataset,
    o.source_id,
    s.title as source,
    s.url,
    s.kind as source_kind,
    o.published_on,
    o.origin,
    o.in_conflict,
    coalesce(r.remark_vi, '') as remark_vi,
    coalesce(r.remark_en, '') as remark_en
from observation as o
inner join area as a on a.area_id = o.area_id
inner join indicator as i on i.indicator_id = o.indicator_id
inner join source as s on s.source_id = o.source_id
left join area as p on p.area_id = a.province_id
left join remark as r on r.origin = o.origin;
