"""Which changes from month to month are far from what is usual: worth another look, no more."""

from __future__ import annotations

from math import log

import pandas as pd

NORMAL = 1.4826  # a median distance times this is a standard deviation where values are normal
FAR = 5.0  # such deviations from the median
LEAST_SPREAD = 0.05  # where nobody changed, five of these are still needed: a change by 28 %
LEAST_STEP = log(1.5)  # a change by less than half up or a third down is never far
LEAST_PEERS, LEAST_STEPS = 8, 4  # fewer say nothing of what is usual


def unusual(changes: pd.DataFrame) -> pd.DataFrame:
    """The rows whose step is far from the peers' and from the commune's own earlier ones.

    One row per commune and indicator, the farthest first, with `peers`, the median step of the
    province's communes in that indicator.

    A step is the logarithm of the ratio of two months' values (each one more, so that zero has
    one), so that ten times and a tenth are as far. The median and the median distance from it
    stand for mean and standard deviation, since neither moves when one value is absurd. A step is
    far from others where it lies more than FAR robust standard deviations (NORMAL times the median
    distance, LEAST_SPREAD at least) from their median. It is given back where it is at least
    LEAST_STEP in size, far from its peers' and far from its own; of fewer than LEAST_PEERS peers
    (the commune among them) or LEAST_STEPS earlier steps the other alone decides, and where both
    are too few nothing is said. The same change everywhere, such as a campaign, is therefore not
    far, nor is a commune that always jumps.

    Args:
        changes: Rows of the query changes_by_commune, of one month.
    """
    groups = changes.groupby(["province_id", "indicator"])["step"]
    peers = groups.transform("median")
    away = (changes["step"] - peers).abs()
    keys = [changes["province_id"], changes["indicator"]]
    from_peers = _far(away, away.groupby(keys).transform("median"))
    from_own = _far((changes["step"] - changes["usual"]).abs(), changes["spread"])
    has_peers = groups.transform("size") >= LEAST_PEERS
    has_past = changes["steps"] >= LEAST_STEPS
    found = (
        (changes["step"].abs() >= LEAST_STEP)
        & (from_peers | ~has_peers)
        & (from_own | ~has_past)
        & (has_peers | has_past)
    )
    far = changes.assign(peers=peers, away=away)[found]
    return far.sort_values(["away", "area_id", "indicator"], ascending=[False, True, True]).drop(
        columns="away"
    )


def _far(distance: pd.Series, spread: pd.Series) -> pd.Series:
    """Whether each distance is more than is usual; not where that is not known."""
    return distance > FAR * (NORMAL * spread).clip(lower=LEAST_SPREAD)
