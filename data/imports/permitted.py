"""Which areas a file may change: what is not the sender's is an error of its row."""

from __future__ import annotations

from data import statements
from data.access import approval, rights
from data.access.coverage import outside
from data.access.people import NATION, Visitor
from data.access.rights import Action, Refusal
from data.cache import rows
from data.imports.delivery import DATASET, Delivery
from data.migrations import Cursor


def check(cursor: Cursor, delivery: Delivery) -> None:
    """Adds to the cursor's `trouble` the rows of areas that the sender may not write for.

    Args:
        cursor: Staged.
        delivery: Says who sends it.
    """
    covering = areas_for(delivery.by, Action.IMPORT)
    if NATION in covering:
        return
    of = "teams" if delivery.kind == "teams" else "imports"
    said = statements.write(cursor, f"{of}/staged_areas").fetchall()
    foreign = outside(covering, tuple(area for (area,) in said))
    if foreign:
        statements.write(cursor, f"{of}/check_rights", foreign=list(foreign))


def demand(cursor: Cursor, delivery: Delivery) -> bool:
    """Whether storing what was compared needs the word of somebody of the level above.

    Raises rights.RefusedError where it would change areas that the sender may not.

    Args:
        cursor: Compared.
        delivery: Says who sends it.
    """
    of = "teams" if delivery.kind == "teams" else "imports"
    areas = [area for (area,) in statements.write(cursor, f"{of}/changed_areas").fetchall()]
    rights.demand(delivery.by, Action.IMPORT, areas)
    return approval.is_needed(delivery.by, areas)


def areas_for(visitor: Visitor, action: Action) -> tuple[str, ...]:
    """Ids of the areas over which the visitor was granted the action.

    Args:
        visitor: Who asks.
        action: What.
    """
    able = (grant for grant in visitor.grants if action in rights.RIGHTS[grant.role])
    return tuple(sorted({area for grant in able for area in grant.areas}))


def areas_of_batch(visitor: Visitor, batch_id: str) -> tuple[str, ...]:
    """Ids of the areas that a stored file tells of; none where the visitor may undo any.

    Args:
        visitor: Who wants to take it back.
        batch_id: Of the file.
    """
    if NATION in areas_for(visitor, Action.UNDO):
        return ()
    return _told_of(batch_id)


def to_undo(visitor: Visitor, batch_id: str) -> Refusal | None:
    """Why the visitor may not take a stored file back; None where that is allowed.

    What needs approval to be stored was approved by somebody above, who alone takes it back.

    Args:
        visitor: Who wants to take it back.
        batch_id: Of the file.
    """
    if refused := rights.refusal(visitor, Action.UNDO, areas_of_batch(visitor, batch_id)):
        return refused
    if approval.is_needed(visitor, (NATION,)) and approval.is_needed(visitor, _told_of(batch_id)):
        return rights.refusal(visitor, Action.REVIEW, _told_of(batch_id))
    return None


def _told_of(batch_id: str) -> tuple[str, ...]:
    return tuple(row.area_id for row in rows("areas_of_batch", batch=batch_id, dataset=DATASET))
