"""What people type: cleaned once, to the same thing twice; a name is a name."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qpv_charter.toolkit.text import (
    clean_line,
    clean_text,
    fold,
    read_line,
    read_name,
    read_person_name,
    read_role,
    read_site,
)

ODD = "aeéZ \u0301\u200b\u200d\ufe0f\u212b😀\n\r\u2028\x85\x0b\u115f\u3164\xad\u202e\x00\ud800"
anything = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=40)
UNSEEN = (
    "\x00\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u202e\u2060\u2066\u2800\u3164\ufe0f\ufeff\uffa0"
    "\U000e0041\U00013430\U00016fe4\U0001bca0\U0001d159"
)


@settings(deadline=None)  # a busy machine is no failure
@given(anything)
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    assert clean_line(clean_line(typed)) == clean_line(typed)
    assert clean_text(clean_text(typed)) == clean_text(typed)


@settings(deadline=None)  # a busy machine is no failure
@given(anything)
def test_nothing_unseen_is_left_in_a_line(typed: str) -> None:
    line = clean_line(typed)

    assert not {"\n", "\r", "\x00", "\u200b", "\u202e", "\u3164"} & set(line)
    assert line == line.strip()
    assert "  " not in line


@pytest.mark.parametrize("hidden", UNSEEN)
def test_two_names_that_look_the_same_are_the_same(hidden: str) -> None:
    assert clean_line(f"Les Am{hidden}is{hidden}") == "Les Amis"


def test_marks_do_not_pile_up() -> None:
    assert clean_line("a" + "\u0323" * 50 + "mis") == "ạ\u0323\u0323mis"
    assert clean_line("tiê\u0323ng Việt") == "tiệng Việt"


def test_what_joins_emoji_stays() -> None:
    assert clean_line("👩‍👩‍👧 🏳️‍🌈") == "👩‍👩‍👧 🏳️‍🌈"


def test_an_accent_hidden_behind_nothing_finds_its_letter() -> None:
    assert clean_line("e\u200b\u0301te\u200d\u0301") == "été"


def test_lines_of_a_text_stay_lines() -> None:
    assert clean_text("un\r\ndeux\rtrois\n\n\n\nquatre ") == "un\ndeux\ntrois\n\nquatre"


@pytest.mark.parametrize(
    "typed",
    [
        "evil.com",
        "evil.com/gagner",
        "https://gagner",
        "javascript://x",
        "www.casino.example",
        "Gagnez sur evil.fr !",
        "contact@evil.fr",
        "EVIL.COM.",
        "evil．com",
        "evil。com",
        "e\u200bvil.com",
        "evil-site.co.uk",
        "t.co/abc",
        "x.com",
        "O.N.G.evil.org",
        "t.me",
        "voir t.me/gagner",
        "x.io",
        "Gagnez 1000 euros evil.casino",
        "Prix 1.2.3.4/gagner",
        "192.168.0.1:80",
        "evil.lol",
        "evil.museum",
        "evil.xn--p1ai",
        "mailto:x@y.zz",
        "gagner.quelquechose/ici",
        "Latitudes.cc",
        "evil.studio",
        "écrire à contact@evil.international",
        "Gagnez sur evil.ＳＴＵＤＩＯ",
        "evil.онлайн",
    ],
)
@pytest.mark.parametrize("read", [read_name, read_person_name, read_role])
def test_no_name_is_the_address_of_a_site(read: object, typed: str) -> None:
    with pytest.raises(ValueError, match="sans adresse de site web"):
        read(typed)  # type: ignore[operator]  # one of the three


@pytest.mark.parametrize(
    "typed",
    [
        "M.J.C. du Moulin",
        "A.S.B.L",
        "J.Dupont",
        "St.Denis",
        "Ass.St-Denis",
        "Ass.du Moulin",
        "Assoc.sportive",
        "M.Leclerc",
        "Section n.2",
        "Les Amis, etc.",
        "Entraide et/ou partage",
        "L’Œuvre (92)",
        "1901",
        "3.14",
        "جمعية الأمل",
        "Parents d’élèves 24/7",
        "Club U.S.A. Perpignan",
    ],
)
def test_a_name_that_only_has_points_is_one(typed: str) -> None:
    assert read_name(typed) == typed


@pytest.mark.parametrize("typed", ["Саritas", "Les Αmis du mail", "Croix-Rouge du Моulin"])
@pytest.mark.parametrize("read", [read_name, read_person_name, read_role])
def test_no_word_passes_for_another_by_letters_of_other_alphabets(read: object, typed: str) -> None:
    with pytest.raises(ValueError, match="plusieurs alphabets"):
        read(typed)  # type: ignore[operator]  # one of the three


@pytest.mark.parametrize("typed", ["Надежда", "Надежда Paris", "Σύλλογος", "αβ", "Straße 5 µm", "Tiếng Việt"])
def test_a_name_may_be_in_any_alphabet(typed: str) -> None:
    assert read_name(typed) == typed


def test_what_shapes_other_alphabets_hides_in_none_that_looks_like_ours() -> None:
    assert clean_line("Α\ufe0fΒ С\u200dС") == "ΑΒ СС"


@pytest.mark.parametrize("typed", ["!!!", "—", "🌻", "_", "…"])
@pytest.mark.parametrize("read", [read_name, read_person_name, read_role])
def test_signs_alone_are_no_name(read: object, typed: str) -> None:
    with pytest.raises(ValueError, match="avec des lettres"):
        read(typed)  # type: ignore[operator]  # one of the three


@pytest.mark.parametrize("read", [read_person_name, read_role])
def test_a_person_has_letters(read: object) -> None:
    with pytest.raises(ValueError, match=r"avec des lettres\.$"):
        read("1234")  # type: ignore[operator]  # one of the two
    assert read("2e adjointe") == "2e adjointe"  # type: ignore[operator]  # the same


@pytest.mark.parametrize("typed", ["", "  ", "\u200b\x00"])
def test_nothing_is_left_of_nothing(typed: str) -> None:
    assert read_name(typed) == read_person_name(typed) == read_role(typed) == ""


@pytest.mark.parametrize(
    ("read", "longest"), [(read_name, 300), (read_person_name, 100), (read_role, 120)], ids=lambda x: str(x)[:20]
)
def test_too_long_is_refused_whole(read: object, longest: int) -> None:
    assert read("é" * longest) == "é" * longest  # type: ignore[operator]  # one of the three
    with pytest.raises(ValueError, match=f"compte {longest + 1} caractères.: {longest} au plus"):
        read("é" * (longest + 1))  # type: ignore[operator]  # the same


def test_a_line_may_be_anything() -> None:
    assert read_line(" voir\x00 evil.com\n", longest=13) == "voir evil.com"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("S.O.S. Racisme", "sos racisme"),
        ("s.o.s", "sos"),
        ("M.J.C de l’Œuvre", "mjc de l oeuvre"),
        ("St. Denis", "saint denis"),
        ("Centre.ville", "centre ville"),
        ("habitant·e·s", "habitants"),
        ("habitant·es", "habitants"),
        ("habitant.e.s", "habitants"),
        ("acteur·rice", "acteur"),
        ("Col·lectiu", "collectiu"),
        ("as\xadso\xadcia\u200btion", "association"),
        ("12.5", "12 5"),
    ],
)
def test_one_word_is_folded_alike_however_it_is_pointed(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("contact@asso.fr", "«\u202fcontact@asso.fr\u202f» est une adresse e-mail"),
        (" Contact@Asso.fr ", "«\u202fContact@Asso.fr\u202f» est une adresse e-mail"),
        ("mailto:contact@asso.fr", "«\u202fcontact@asso.fr\u202f» est une adresse e-mail"),
        ("https://contact@asso.fr", "«\u202fcontact@asso.fr\u202f» est une adresse e-mail"),
        ("http://contact@asso.fr/page", "est une adresse e-mail"),
        ("@asso", "«\u202f@asso\u202f» est le nom d’un compte"),
    ],
)
def test_a_site_is_no_mailbox_nor_account(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read_site(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "asso.fr", "https://asso.fr", "www.asso.fr/nous", "https://medium.com/@asso", "https://asso.fr?a=b@c.fr"],
)
def test_a_site_stays_as_it_is_typed(typed: str) -> None:
    assert read_site(f" {typed} ") == typed
