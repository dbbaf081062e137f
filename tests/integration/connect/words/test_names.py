"""Whom people mean by a name: one person or nobody, never a guess."""

import pytest

from bot.errors import WrongInput
from tests.integration.connect.front import Front


@pytest.mark.parametrize(
    ("name", "user"),
    [
        ("Kirk", "U0KIRK"),
        ("kirk", "U0KIRK"),
        ("McCalla", "U0KIRK"),
        ("kirk mccalla", "U0KIRK"),
        ("KIRK MCCALLA", "U0KIRK"),
        ("Kírk", "U0KIRK"),
        ("Ｋｉｒｋ", "U0KIRK"),
        ("ki\u200brk", "U0KIRK"),
        ("Cierra", "U0CIERRA"),
        ("Simms", "U0CIERRA"),
        ("Ralph Esposito", "U0RALPH"),
        ("jay", "U0JAY"),
    ],
)
def test_a_name_of_one_person_is_theirs(front: Front, name: str, user: str) -> None:
    assert front.bot.services.people.named(name) == user


@pytest.mark.parametrize(
    "name",
    ["Kir", "Kirks", "Kirk and me", "Kirk Simms", "nobody", "vacation", "Maya", "primary", "U0KIRK", "K"],
)
def test_any_other_name_is_nobodys(front: Front, name: str) -> None:
    with pytest.raises(WrongInput) as refused:
        front.bot.services.people.named(name)
    assert str(refused.value) == (f"“{name}” is nobody that I know here, so nothing was changed. Write @who.")
