"""Countries go by the names that phonenumbers has for them, read without its table of places."""

import subprocess
import sys

from bot.runbook.countries import names, regions

READ = "import sys; from bot.runbook.countries import names; names(); print(*sys.modules)"


def test_every_country_that_has_an_english_name_is_known_by_it() -> None:
    from phonenumbers.geodata.locale import LOCALE_DATA  # its table of places is large

    assert names().keys() == {region for region, known in LOCALE_DATA.items() if "en" in known}
    assert (names()["US"], names()["DE"]) == ("United States", "Germany")


def test_each_name_leads_back_to_its_region() -> None:
    assert {name: regions()[name] for name in names().values()} == regions()


def test_the_places_of_numbers_are_not_read() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    assert "phonenumbers.geodata" not in done.stdout.split()
