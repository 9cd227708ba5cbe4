"""The action that answers follow-ups which lean on what was talked about."""

from __future__ import annotations

import pytest

from actions.follow_up import FollowUp
from tests.actions.heard import answers, earlier, heard, names


@pytest.mark.parametrize(
    ("before", "topic", "intent", "response", "contact"),
    [
        ("vad är Kompotten", "kompotten", "folj_kontakt", "utter_kontakt_kort",
         "martina_gavranovic"),
        ("vem ansvarar", "prostitution_kontakt", "folj_kontakt", "utter_kontakt_kort",
         "maha_eichoue"),
        ("kampanjen", "kampanj_vad", "folj_kontakt", "utter_kontakt_kort", "maha_eichoue"),
        ("vad är Barnafrid", "barnafrid", "folj_kontakt", "utter_kontakt_kort", "barnafrid"),
        ("har ni ett nationellt uppdrag", "heder_kompetensteam", "folj_kontakt",
         "utter_kontakt_kort", "hedersfortryck_se"),
        ("numret till Bris", "linje", "folj_kontakt", "utter_kontakt_kort", "bris"),
        ("min man slår mig", "utsatt", "folj_kontakt", "utter_kontakt_kort", "kvinnofridslinjen"),
        ("stödtelefonen", "stodtelefon_nummer", "folj_annan", "utter_kontakt_kort",
         "ratt_att_valja"),
        ("numret till Maha", "kontaktperson", "folj_annan", "utter_kontakt_kort",
         "martina_gavranovic"),
        ("hjälp", "fara_akut", "folj_annan", "utter_kontakt_kort", "kvinnofridslinjen"),
        ("orkar inte", "sjalvmordstankar", "folj_annan", "utter_kontakt_kort", "hjalplinjen"),
        ("strategin", "strategi_vad", "folj_mer", "utter_folj_mer", "strategi"),
        ("latent våld", "vald_latent", "folj_mer", "utter_folj_mer", "latent_vald"),
    ],
)
def test_a_follow_up(before: str, topic: str, intent: str, response: str, contact: str) -> None:
    """Its contact, the other one, more about it."""
    (message,) = answers(FollowUp(), *earlier(before, topic), heard("och då?", intent))
    assert (message["response"], message["contact"]) == (response, contact)


@pytest.mark.parametrize("intent", ["folj_kontakt", "folj_annan", "folj_mer"])
def test_nothing_was_talked_about(intent: str) -> None:
    """The bot asks what it is about; small talk is no topic."""
    assert names(answers(FollowUp(), heard("mejlen?", intent))) == ["utter_folj_utan_amne"]
    before = earlier("hej", "halsning", "utter_halsning")
    assert names(answers(FollowUp(), *before, heard("mejlen?", intent))) == [
        "utter_folj_utan_amne"]


def test_thanks_do_not_change_the_topic() -> None:
    """The contact is still that of what was talked about before."""
    before = earlier("kompotten", "kompotten") + earlier("tack", "tack", "utter_tack")
    (message,) = answers(FollowUp(), *before, heard("mejlen?", "folj_kontakt"))
    assert message["contact"] == "martina_gavranovic"
