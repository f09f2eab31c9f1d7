"""Workbooks written where there is no room."""

from __future__ import annotations

import errno
import os
import re

import pytest
from lxml.etree import SerialisationError

from toshigaikou_cli.formats.tables.workbook import disk_errors


@pytest.mark.parametrize(
    ("said", "number"), [("IO_ENOSPC", errno.ENOSPC), ("IO_EFBIG", errno.EFBIG), ("IO_WRITE", errno.EIO)]
)
def test_a_full_disk_is_what_the_system_calls_it(said: str, number: int) -> None:
    with pytest.raises(OSError, match=re.escape(os.strerror(number))) as caught, disk_errors():
        raise SerialisationError(said)
    assert caught.value.errno == number


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(KeyError), disk_errors():
        raise KeyError("sheet")
