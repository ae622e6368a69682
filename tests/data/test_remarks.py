"""Remarks on figures that need care."""

from data.warehouse import Warehouse
from tests.data.test_seeding import rows_of


def test_a_remark_can_leave_the_vintage_open(seeded: Warehouse) -> None:
    """The DTI of 2024 for Hải Phòng is that of the new city, whatever its date."""
    doubtful = rows_of(
        seeded,
        "select u.area, u.indicator_id, u.as_of, u.reason, u.candidates, r.remark_en"
        " from unplaced_figure as u join remark as r using (origin)",
    )
    assert [tuple(row.values())[:5] for row in doubtful] == [
        ("Hải Phòng", "dti_rank", "2024", "vintage_open", "2024-p31,2025-p31")
    ]
    assert "together with Hải Dương" in str(doubtful[0]["remark_en"])


def test_every_remark_is_about_a_figure(seeded: Warehouse) -> None:
    remarks = {row["origin"] for row in rows_of(seeded, "select origin from remark")}
    figures = {
        row["origin"]
        for row in rows_of(
            seeded,
            "select origin from observation union all select origin from target"
            " union all select origin from rule union all select origin from unplaced_figure",
        )
    }
    assert len(remarks) == 16
    assert remarks <= figures
