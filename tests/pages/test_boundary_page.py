"""The page of boundaries: whose they are, a file in, looked at, stored, taken back."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from data import boundaries, paths, warehouse
from pages.parts import boundary_words
from tests.outlines import outlines
from tests.pages.importing import own_copy, press, send, table
from tests.pages.reading import metrics, mounted, plain, said, title, visit

pytestmark = pytest.mark.usefixtures("window")
PROVINCES = "tỉnh, thành phố từ 1/7/2025"
STORE = "Lưu và dùng cho mọi bản đồ"
APPROXIMATE = "Ranh giới xấp xỉ tháng 7/2025, dựng từ dữ liệu mở."


@pytest.fixture(autouse=True)
def own(tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    own_copy(tmp_path, data_folder)
    yield
    warehouse.forget()


def sent(content: bytes, name: str = "tinh_[2026].geojson") -> AppTest:
    app = visit("boundaries.py")
    units = app.selectbox(key="boundary_units")
    units.select(PROVINCES).run()
    return send(app, name, content)


def shown(app: AppTest) -> list[Any]:
    return [row["Ranh giới"] for row in table(app, "Ranh giới")]


def test_nothing_was_stored_yet() -> None:
    app = visit("boundaries.py")
    assert not app.exception
    assert title(app) == "Ranh giới trên bản đồ là xấp xỉ cho đến khi có tệp của cơ quan"
    assert shown(app) == ["xấp xỉ, dựng từ dữ liệu mở"] * 5
    assert [row["Số đơn vị được vẽ"] for row in table(app, "Ranh giới")] == [
        *("63", "696", "10.035", "34", "3.321")
    ]
    assert "Chưa có tệp nào." in said(app)


def test_the_field_offers_what_the_server_takes_and_says_how_more_comes_in() -> None:
    app = visit("boundaries.py")
    config = tomllib.loads((paths.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    most = config["server"]["maxUploadSize"]
    (field,) = app.file_uploader
    assert field.proto.max_upload_size_mb == most
    assert f"nhận tệp đến {most} MB; tại máy chủ nhận đến 300 MB" in said(app)


def test_files_are_taken_in_at_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "ip_address", "192.0.2.7")
    app = visit("boundaries.py")
    assert "Chỉ nhận tệp tại máy đang chạy chương trình." in said(app)
    assert not app.file_uploader
    assert [button.label for button in app.button] == ["English"]
    assert len(shown(app)) == 5


def test_no_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.forget()
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "file"))
    app = visit("boundaries.py")
    assert not app.exception
    assert len(app.error) == 1
    assert not app.file_uploader


def test_a_file_is_looked_at_stored_said_on_every_map_and_taken_back() -> None:
    at = {"vintage": "2025", "indicator": "teams"}
    before = visit("map.py", **at)
    assert APPROXIMATE in said(before)

    app = sent(outlines())
    assert title(app) == "tinh_[2026].geojson: khớp 34 trên 34 đơn vị"
    assert [value for value, _delta in metrics(app)] == ["34 / 34", "0", "34"]
    assert "GeoJSON · WGS 84 · mã ở cột ma · tên ở cột ten" in said(app)
    assert boundaries.origin("2025", "province").approximate
    app.text_input[0].set_value("Sở NN&MT *2026*")
    app = press(app, STORE)
    assert title(app) == "Từ bây giờ bản đồ dùng: Sở NN&MT *2026*"
    assert shown(app)[3] == "Sở NN&MT *2026*"
    assert "**Sở NN&MT *2026*** · đang dùng" in said(app)
    assert "34 trên 34 đơn vị · tinh_[2026].geojson" in said(app)

    after = visit("map.py", **at)
    assert APPROXIMATE not in said(after)
    assert "Ranh giới: Sở NN&MT *2026*." in said(after)
    assert "Mỗi bản đồ ghi rõ dùng ranh giới của ai" in said(after)
    assert mounted(after, "map")["words"]["boundaries"] == "Ranh giới: Sở NN&MT *2026*"
    assert mounted(after, "map")["layer"] != mounted(before, "map")["layer"]
    assert shown(visit("sources.py"))[3] == "Sở NN&MT *2026*"
    assert boundary_words.caution("2025", "province") == ""  # under a map for print

    app = press(press(app, "Hoàn tác …"), "Vâng, hoàn tác")
    assert plain(app.success[0].value).startswith("Đã hoàn tác Sở NN&MT *2026*.")
    assert "~~Sở NN&MT *2026*~~ · đã hoàn tác" in said(app)
    assert mounted(visit("map.py", **at), "map") == mounted(before, "map")


def test_what_a_file_lacks_is_listed_and_stays_approximate() -> None:
    app = sent(outlines(without=("38", "40")))
    assert title(app) == "tinh_[2026].geojson: khớp 32 trên 34 đơn vị"
    lacking = "2 đơn vị không có trong tệp. Các đơn vị này giữ ranh giới đang dùng."
    assert lacking in said(app)
    found = next(
        each.value for each in app.dataframe if "Đơn vị" in each.value and len(each.value) == 2
    )
    assert list(found["Đơn vị"]) == ["Tỉnh Thanh Hóa (38)", "Tỉnh Nghệ An (40)"]
    app = press(app, STORE)
    assert not app.metric
    on_map = visit("map.py", vintage="2025", indicator="teams", lang="en")
    assert "Boundaries: tinh_[2026]. Elsewhere they are approximate." in said(on_map)
    note = mounted(on_map, "map")["words"]["boundaries"]
    assert note == "Boundaries: tinh_[2026]; elsewhere approximate"


def test_what_is_wrong_refuses_the_file_and_nothing_is_stored() -> None:
    app = sent(outlines(moved=5))
    assert title(app) == "tinh_[2026].geojson: bị từ chối, khớp 34 trên 34 đơn vị"
    assert "Hình không nằm ở nơi các đơn vị nằm" in app.error[0].value
    assert STORE not in [button.label for button in app.button]
    app = send(app, "x.pdf", b"%PDF-1.7")
    assert title(app) == "Không đọc được x.pdf"
    assert "Không nhận ra loại tệp" in app.error[0].value
    assert not paths.boundary_folder().exists()


def test_a_lost_layer_is_said_on_every_page(data_folder: Path) -> None:
    app = sent(outlines())
    press(app, STORE)
    layer = boundaries.layer_file("2025", "province")
    layer.unlink()
    for page in ("overview.py", "map.py"):
        warned = [warning.value for warning in visit(page).warning]
        assert any(layer.parent.name in text and "bị mất hoặc hỏng" in text for text in warned)
