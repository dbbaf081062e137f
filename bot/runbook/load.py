"""The one way in: a folder of YAML becomes a Runbook, or one error that tells everything wrong with it."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import RunbookInvalid
from bot.runbook import sentences
from bot.runbook.account import Account, AccountRow, build
from bot.runbook.book import Runbook
from bot.runbook.crosscheck import crosscheck
from bot.runbook.holiday_dates import VERSION as HOLIDAYS
from bot.runbook.merging import effective, own_problems
from bot.runbook.pin import PinRef, Secret
from bot.runbook.provider import Provider
from bot.runbook.roster.rotas import Rotas
from bot.runbook.yaml_nodes import Document, Problem, read_yaml

PROVIDER = "provider.yaml"
ACCOUNTS = "accounts"
_ENDING = ".yaml"

Model = TypeVar("Model", bound=BaseModel)


def load(folder: Path, env: Mapping[str, str] | None) -> Runbook:
    """Return the runbook in `folder`; RunbookInvalid tells every problem with file and line, all at once.

    With `env` None the PINs' variables are left unresolved, and none is missed.
    """
    found: list[Problem] = []
    return read_files(_files(folder, found), env, found)


def read_files(
    files: Mapping[str, bytes], env: Mapping[str, str] | None, found: Sequence[Problem] = ()
) -> Runbook:
    """Return the runbook that files hold, by name; raises RunbookInvalid, with what was `found` before.

    `env` is as in `load`.
    """
    found = list(found)
    documents = {name: read_yaml(name, content) for name, content in files.items()}
    provider, rows = examine(documents, env, found)
    if found or provider is None:
        raise RunbookInvalid([str(problem) for problem in sorted(set(found))])
    rotas = Rotas(provider)
    built = {key: build(key, row, provider, rotas, _pin(row, env)) for key, row in rows.items()}
    pse, management = (rotas.of_group(group) for group in (provider.pse, provider.support_management))
    return Runbook(provider, _in_order(built), _version(files), pse, management, files)


def examine(
    documents: Mapping[str, Document], env: Mapping[str, str] | None, found: list[Problem]
) -> tuple[Provider | None, dict[str, AccountRow]]:
    """Return what documents by file name hold as far as it is sound; add to `found` all that is not."""
    for document in documents.values():
        found += document.problems
    written = documents.get(PROVIDER, Document(PROVIDER))
    accounts = {Path(name).stem: document for name, document in documents.items() if name != PROVIDER}
    before = len(found)
    provider = _checked(Provider, written, found)
    of_provider, rows = found[before:], {}
    for key, document in accounts.items():
        in_account: list[Problem] = []
        rows[key] = _checked(AccountRow, effective(written, document), in_account)
        found += own_problems(document, in_account, of_provider)
    found += crosscheck(written, accounts, env)
    return provider, {key: row for key, row in rows.items() if row}


def _files(folder: Path, found: list[Problem]) -> dict[str, bytes]:
    """Return the content of the runbook's files by name; note those that are missing or misplaced."""
    files: dict[str, bytes] = {}
    accounts = [f"{ACCOUNTS}/{name}" for name in _listed(folder / ACCOUNTS)]
    names = [PROVIDER, *(name for name in accounts if name.endswith(_ENDING))]
    for name in names:
        try:
            files[name] = (folder / name).read_bytes()
        except OSError as error:
            found.append(Problem(name, 1, f"cannot be read in {folder}: {error.strerror}"))
    if len(names) == 1 and PROVIDER in files:
        found.append(Problem(ACCOUNTS, 1, f"{folder} has no account: write {ACCOUNTS}/NAME.yaml"))
    for name in accounts:
        if not name.endswith(_ENDING):
            found.append(Problem(name, 1, f"would not be read: its name must end in {_ENDING}"))
    for name in _listed(folder):
        if name != PROVIDER and Path(name.lower()).stem == Path(PROVIDER).stem:
            found.append(Problem(name, 1, f"would not be read: its name must be {PROVIDER}"))
    return files


def _listed(folder: Path) -> list[str]:
    """Return a folder's YAML by name, however its ending is written; not what editors and Macs leave there.

    Those hide theirs behind a dot: ._acme.yaml, .#acme.yaml; copies end otherwise: acme.yaml~.
    """
    names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return [name for name in names if name[0] != "." and Path(name.lower()).suffix in (".yaml", ".yml")]


def _checked(model: type[Model], document: Document, found: list[Problem]) -> Model | None:
    if document.data is None:
        if not document.problems and not any(problem.file == document.file for problem in found):
            found.append(Problem(document.file, 1, "is empty"))
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found += sentences.problems(document, model, error)
        return None


def _pin(row: AccountRow, env: Mapping[str, str] | None) -> PinRef | None:
    if row.pin is None:
        return None
    return PinRef(row.pin, Secret(env[row.pin].strip()) if env is not None else None)


def _in_order(accounts: dict[str, Account]) -> dict[str, Account]:
    return dict(sorted(accounts.items(), key=lambda item: item[1].name.casefold()))


def _version(files: Mapping[str, bytes]) -> str:
    """Return a short name for exactly this content and these holidays, stored with what they decided."""
    digest = hashlib.sha256(HOLIDAYS.encode())
    for name, content in sorted(files.items()):
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]
