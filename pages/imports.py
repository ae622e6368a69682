"""Import: a file or a typed report in, looked at, checked, stored, taken back."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    demo_switch,
    import_changes,
    import_commit,
    import_dry_run,
    import_form,
    import_history,
    import_journey,
    import_layout,
    import_names,
    import_problems,
    import_source,
    import_submissions,
    import_templates,
    import_title,
    import_upload,
    view,
)
from pages.parts.language import _

now = view.current()
heading = st.container()
way = import_form.choose_way()

if way == "form":
    import_form.draw(now)
else:
    import_templates.draw(now)
    import_upload.draw()

journey = import_journey.current()
if journey and journey.file and journey.typed == (way == "form"):
    if not journey.typed:
        st.subheader(_("How the file is read"))
        import_layout.draw(journey)
    if not journey.asked():
        import_source.draw(journey)
        import_dry_run.work_out(journey)
    if journey.run:
        import_changes.draw_counts(journey.run.counts)
        import_names.draw(journey)
        import_problems.draw_all(journey)
        import_changes.draw(
            journey.kind, journey.run.counts, journey.run.changes, typed=journey.typed
        )
        import_commit.draw(journey)
if stored := import_journey.stored():
    import_history.draw_stored(stored, now)

import_submissions.draw()
import_history.draw()
demo_switch.draw(now)
with heading:
    import_title.draw(journey)
