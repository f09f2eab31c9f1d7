"""The packaged vocabularies, loaded once."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.cities.register import CityRegister
from toshigaikou_cli.vocabulary.loading import Vocabulary, load_vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def bureaus(vocabulary: Vocabulary) -> BureauRegister:
    return vocabulary.bureaus


@pytest.fixture(scope="session")
def cities(vocabulary: Vocabulary) -> CityRegister:
    return vocabulary.cities
