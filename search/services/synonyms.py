"""What people of the field ask for in other words than pages say it, by stems; names of entities have their own."""

from functools import cache

from search.questions import Alternative
from search.tokens import stem_tokens

# What is asked for, each line's last words are also found by the words before the arrow.
LINES = {
    "de": """
        kontakt kontakte ansprechpartner ansprechpartnerin anschrift adresse telefon betreiber herausgeber -> impressum
        bildrechte urheberrecht urheber nutzungsrechte copyright bildnachweis lizenz -> rechte
        bildrechte urheberrecht nutzungsrechte copyright bildnachweis -> impressum
        dsgvo cookie cookies tracking -> datenschutz
        tagung kongress -> konferenz
        anmelden registrieren registrierung teilnehmen -> anmeldung
        anmelden registrieren registrierung teilnehmen -> akkreditierung
        journalist journalistin journalisten medien -> presse
        foto fotos -> bild
        gehandicapt behinderung behindert -> barrierefreiheit
        eingefroren unterbrochen -> ruht
        landkarte stadtplan -> karte
    """,
    "ru": """
        контакт контакты адрес телефон редакция издатель -> выходные данные
        авторские копирайт лицензия -> права
        куки cookies -> данных
        съезд конгресс -> конференция
        зарегистрироваться записаться участвовать -> регистрация
        зарегистрироваться записаться аккредитоваться -> аккредитация
        журналист журналистов сми -> пресса
        фото фотографии снимки -> изображения
        инвалидность инвалидов -> доступность
        заморожено прервано -> приостановлено
    """,
    "en": """
        contact contacts address phone telephone publisher operator -> imprint
        copyright licence license -> rights
        gdpr cookie cookies tracking -> privacy
        congress summit -> conference
        register registering sign-up enrol attend -> registration
        register registering attend -> accreditation
        journalist journalists reporter media -> press
        photo photos image images -> pictures
        disability disabled -> accessibility
        frozen paused interrupted -> resting
    """,
}


@cache
def _meant(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in filter(str.strip, LINES.get(language, "").splitlines()):
        asked, said = line.split("->")
        stems = tuple(token for word in said.split() for token in stem_tokens(word, language))
        for word in asked.split():
            known = found.setdefault(" ".join(stem_tokens(word, language)), [])
            if stems not in known:
                known.append(stems)
    return {word: tuple(others) for word, others in found.items()}


def synonyms(word: str, language: str) -> list[Alternative]:
    """Other ways for a word to match."""
    others = _meant(language).get(" ".join(stem_tokens(word, language)), ())
    return [Alternative("phrase" if len(stems) == 1 else "all", stems) for stems in others]
