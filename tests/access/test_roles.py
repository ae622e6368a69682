"""Who has which role: by the file, by a believed claim, and all or nothing where one is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.access import audit
from data.access.people import Grant, subject_of
from data.access.roles import CLAIM_WRONG, FILE_WRONG, RolesError, granted, parsed
from data.access.setting import Setting

ALICE = subject_of("https://id.example", "alice")
GOOD = f"""
# who may what
[[role]]
subject = "{ALICE}"
role = "reporter"
areas = ["2024-d911"]

[[role]]
provider = "office"
group = "so-khcn"
role = "administrator"
areas = ["vn"]

[[role]]
provider = "office"
role = "reader"
"""
REPORTER = Grant("reporter", ("2024-d911",))
SETTING = Setting(roles_claim=("office", "atlas_roles"))


@pytest.fixture
def file(world: Path) -> Iterator[Path]:
    yield world / "roles.toml"
    (world / "roles.toml").unlink(missing_ok=True)


def test_roles_by_subject_group_and_provider(file: Path) -> None:
    assert granted(ALICE, {"provider": "office"}, SETTING) == ((), "")  # no file
    file.write_text(GOOD, encoding="utf-8")
    assert granted(ALICE, {"provider": "other"}, SETTING) == ((REPORTER,), "")
    assert granted("s-x", {"provider": "other", "groups": ["so-khcn"]}, SETTING) == ((), "")
    found, _ = granted("s-x", {"provider": "office", "groups": ["so-khcn"]}, SETTING)
    assert found == (Grant("administrator"), Grant("reader"))
    found, _ = granted("s-x", {"provider": "office", "groups": "so-khcn"}, SETTING)
    assert len(found) == 2
    assert granted("s-x", {"provider": "office"}, SETTING) == ((Grant("reader"),), "")


def test_a_changed_file_counts_at_once_and_a_wrong_one_not_at_all(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    assert granted(ALICE, {}, SETTING)[0]
    file.write_text(GOOD + '[[role]]\nprovider = "office"\nrole = "king"\n', encoding="utf-8")
    assert granted(ALICE, {}, SETTING) == ((), FILE_WRONG)
    file.write_text("", encoding="utf-8")
    assert granted(ALICE, {}, SETTING) == ((), "")
    said = [line.about for line in audit.lines(action="roles", most=3)]
    assert [each.split(",")[0] for each in said[::2]] == ["0 rules", "3 rules"]
    assert said[1].startswith("wrong: line 17: 'king' is not one of")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (["reporter:2024-d911"], ((REPORTER,), "")),
        ("reporter: 2024-d911 ", ((REPORTER,), "")),
        (["analyst"], ((Grant("analyst"),), "")),
        (None, ((), "")),
        ({"reporter": 1}, ((), "")),
        (["reporter"], ((), CLAIM_WRONG)),
        (["administrator"], ((), CLAIM_WRONG)),
        (["reporter:2024-d000"], ((), CLAIM_WRONG)),
        (["root:vn"], ((), CLAIM_WRONG)),
    ],
)
def test_a_claim_is_believed_of_the_named_provider_alone(claim: object, found: object) -> None:
    said = {"provider": "office", "atlas_roles": claim}
    assert granted("s-x", said, SETTING) == found
    assert granted("s-x", said | {"provider": "other"}, SETTING) == ((), "")
    assert granted("s-x", said, Setting()) == ((), "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[role]]\nprovider="o"\nrole="king"', "line 1: 'king' is not one of reader"),
        ('\n\n[[role]]\nprovider="o"\nrole="reporter"', "line 3: a role reporter names its areas"),
        (
            '[[role]]\nprovider="o"\nrole="reader"\n[[role]]\nprovider="o"\nrole="reader"\n'
            'areas=["2024-c99999"]',
            "line 4: there is no area '2024-c99999'",
        ),
        ('[[role]]\nsubject="alice"\nrole="reader"', "line 1: 'alice' is no subject"),
        ('[[role]]\nrole="reader"', "line 1: say either a subject, or a provider"),
        ('[[role]]\nprovider="o"\nemail="a@b"\nrole="reader"', "line 1: 'email' is not one of"),
        ('[[role]]\nprovider="o"\nrole="reader"\nareas="vn"', "line 1: areas is a list"),
        ('[[role]]\nprovider="o"\nrole="reader"\nareas=[]', "line 1: areas is a list"),
        ('role = [{provider="o", role="reader"}]', "a table [[role]] of its own"),
        ("[roles]", "'roles' is not known"),
        ("[[role]", "at line 1"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, said: str) -> None:
    with pytest.raises(RolesError) as error:
        parsed(text)
    assert said in str(error.value)
