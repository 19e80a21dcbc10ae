"""English is read; any other language is named and left alone."""

from __future__ import annotations

import pytest

from claimdesk.extraction.language import language_of
from claimdesk.extraction.pipeline import extract

FRENCH = (
    "Le ministre a déclaré que la réforme sera votée avant la fin de l’année. « Nous irons au bout », "
    "a-t-il dit devant les députés, selon une source proche du dossier."
)
GERMAN = (
    "Der Minister sagte, dass die Brücke bis zum Mai nicht wieder geöffnet wird. „Das ist für die Stadt "
    "ein Problem“, sagte er nach der Sitzung mit den Anwohnern."
)
SPANISH = (
    "El ministro dijo que el puente no se abrirá hasta mayo. «Es un problema para la ciudad», "
    "añadió después de la reunión con los vecinos de la zona."
)
RUSSIAN = "Министр заявил, что мост не откроют до мая. «Это проблема для города», — добавил он после встречи."
ARABIC = (
    "قال الوزير إن الجسر لن يفتح قبل شهر مايو، وأضاف أن هذه مشكلة للمدينة بعد اللقاء مع السكان."
)
CHINESE = "部长表示大桥要到五月才能重新开放。他在会见当地居民后补充说这对城市来说是一个很大的问题需要尽快解决。"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRENCH, "fr"),
        (GERMAN, "de"),
        (SPANISH, "es"),
        (RUSSIAN, "ru"),
        (ARABIC, "ar"),
        (CHINESE, "zh"),
        ("Harper said the bridge would close.", "en"),
        ("", "en"),
        ("12 34 56", "en"),
        ("The ministère de l’Intérieur said that it was not for the press to say.", "en"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_other_languages_have_no_claims_and_say_why() -> None:
    found = extract(FRENCH)
    assert found.language == "fr"
    assert found.claims == ()
    assert found.note is not None
    assert "French is not supported yet" in found.note


def test_english_has_no_note() -> None:
    assert extract("Harper said the bridge would close.").note is None
