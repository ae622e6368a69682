-- What became of the areas of before 1 July 2025.

-- One row per old area and new area that share land: communes and districts to communes, provinces
-- to provinces and to communes. share: the part of the old one's land that lies in the new one;
-- new_share: the part of the new one's land that was the old one's; both from 0 to 1 and unrounded.
-- kind: whole where all of the old one went there; sliver where share is below 0.03, and new_share
-- too in rows that do not carry; else part. carries: whether counts of the old one are carried along
-- this row; the others say which communes of today an old district or province lives on in. basis:
-- registry where share, or new_share in rows that do not carry, is 1 by the registry; else estimate.
-- margin: how far that share may be off.
drop table lineage;
create table lineage (
    old_id varchar not null,
    new_id varchar not null,
    kind varchar not null check (kind in ('whole', 'part', 'sliver')),
    share double not null check (share > 0 and share <= 1),
    new_share double not null check (new_share > 0 and new_share <= 1),
    margin double not null check (margin >= 0 and margin <= 1),
    carries boolean not null,
    basis varchar not null check (basis in ('registry', 'estimate')),
    primary key (old_id, new_id)
);
