"""The English names of countries, as phonenumbers knows them, without the 100 MB that stand beside them."""

from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from bot.errors import BotError


@cache
def names() -> dict[str, str]:
    """Return the English name of each two-letter region."""
    found: dict[str, str] = {}
    for region, by_language in _locale_data().items():
        name = by_language.get("en", "")
        name = by_language.get(name[1:], "") if name.startswith("*") else name
        if name:
            found[region] = name
    return found


@cache
def regions() -> dict[str, str]:
    """Return the two-letter region of each country by its English name."""
    return {name: region for region, name in names().items()}


def _locale_data() -> dict[str, dict[str, str]]:
    # Importing `phonenumbers.geodata` reads where on earth each number is: half a second for nothing.
    package = find_spec("phonenumbers")
    if package is None or package.origin is None:
        raise BotError("The package phonenumbers is not installed as it should be.")
    file = Path(package.origin).parent / "geodata" / "locale.py"
    spec = spec_from_file_location("phonenumbers.names.locale", file)
    if spec is None or spec.loader is None:
        raise BotError(f"The countries' names cannot be read from {file}.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    data: dict[str, dict[str, str]] = module.LOCALE_DATA
    return data
