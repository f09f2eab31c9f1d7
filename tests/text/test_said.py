"""Messages that the catalogue keeps."""

from __future__ import annotations

from toshigaikou_cli.language import in_language, speaking
from toshigaikou_cli.messages import coded, joined, say, say_n
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name
from toshigaikou_cli.text.said import kept, restored


def test_a_message_comes_back_as_it_was() -> None:
    for message in (
        say("unknown bureau: {name}", name=say("(empty)")),
        say("{name} was not in force in {year}", name="国際局", year=fiscal_year_name(2012)),
        joined([say("{name}: {reason}", name="局", reason=say("no registered name is near"))], "; "),
        say_n("{n} known finding", "{n} known findings", 2),
        say("tesseract did not end within {n} s", n=600),
        say("more than {n:,} characters", n=1_000_000),
        coded("not_held", spaced=True),
    ):
        back = restored(str(message), kept({"message": message, "hint": "plain"}), "message")
        assert back == message
        with speaking("ja"):
            assert in_language(back) == in_language(message) != message


def test_a_text_that_is_no_message_is_kept_as_it_is() -> None:
    assert kept({"message": "plain", "hint": ""}) == ""
    assert type(restored("plain", "", "message")) is str
    assert type(restored("plain", kept({"hint": say("is it the right file?")}), "message")) is str
