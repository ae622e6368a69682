-- What is measured.

-- One row per indicator. numerator_id and denominator_id are set for ratios only.
create table indicator (
    indicator_id varchar primary key,
    name_vi varchar not null,
    name_en varchar not null,
    unit_vi varchar not null,
    unit_en varchar not null,
    pillar varchar not null,
    kind varchar not null,
    timing varchar not null check (timing in ('cumulative', 'in_period')),
    polarity varchar not null,
    numerator_id varchar,
    denominator_id varchar,
    rollup varchar,
    decimals integer not null,
    definition_vi varchar,
    definition_en varchar
);

-- One row per day on which the way an indicator is measured changed.
create table indicator_break (
    indicator_id varchar not null,
    broke_on date not null,
    note_vi varchar,
    note_en varchar,
    primary key (indicator_id, broke_on)
);
