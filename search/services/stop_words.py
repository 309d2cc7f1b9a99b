"""Words that questions are made of and that tell nothing of what is sought; folded as tokens are."""

from cms.entities.folding import fold
from search.tokens import stem_tokens

WORDS = {
    "de": """
        aber alle allen aller alles als also am an auch auf aus bedeutet bei beim bin bis bist da damit dann das
        dass dein dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine
        einem einen einer eines er es etwas für gegen gibt hab habe haben hat hatte heißt hier ich ihr ihre im
        in ins ist ja jede jeder jedes kann kein keine können man mehr mein mit nach nicht noch nur ob oder ohne
        sehr sein seine seit sich sie sind so über um und uns unser unter vom von vor war waren warum was welche
        welchem welchen welcher welches wem wen wenn wer werden wie wieder will wir wird wo wohin woher zu zum
        zur zwischen
        bekomme bekommen bitte brauche brauchen darf dich dir dürfen euch euer eure findet hallo ihm ihn ihnen ihren
        ihrer jemand jetzt komme kommt liegt liegen mache machen macht mal meine meinem meinen meiner melde mich mir
        möchte möchten muss müssen nenne nun schon soll sollen sollte steht stehen unsere unserem unseren unserer wessen
        wozu würde zeige
    """,
    "ru": """
        а благодаря буду будут вообще куда кого кому мой моя моё мои надо нужно нужен нужна нашей наша наше
        пожалуйста подскажите сейчас своего свой хочу хотим хотел хотели хотелось свою такое тебя твой
        а без более был была были было быть в вам вас ваш во вот все всё всех вы где да для до его её если есть
        ещё же за здесь значит и из или им их к как какая какие какими каких какое какой каком ко когда которая
        которые который кто ли лет между меня мне много может можно мой мы на над нам нас наш не него нет ни но
        о об однако он она они оно от очень по под после при про с сколько со так такой там то того тоже только
        том тот у уже чего чей чем что чтобы эта эти это этого этой этот я
    """,
    "en": """
        a about after all also am an and any are as at be been between but by can could did do does for from had
        has have he her here his how i if in into is it its just me mean means my no not of on or our out she
        should so some than that the their them then there these they this those to up us was we were what when
        whether whose anybody anyone currently every get gets give like might must need only onto other please
        same show tell too want wants while yet
        where which who whom whose why will with would you your
    """,
}
# Everything here is of towns of both countries: beside other words these narrow nothing down.
LITTLE = {
    "de": "stadt städte städten ort orte gemeinde kommune kommunen deutsche deutscher deutsches russische russischer",
    "ru": """
        город города городе городов городами немецкий немецкая немецких германский российский российская российских
        русский русская русских
    """,
    "en": "town towns city cities municipality german russian",
}
FOLDED = {language: frozenset(fold(word) for word in words.split()) for language, words in WORDS.items()}
STEMS = {
    language: frozenset(token for word in words.split() for token in stem_tokens(word, language))
    for language, words in LITTLE.items()
}


def is_stop_word(word: str, language: str) -> bool:
    """Whether the word says nothing alone; languages without a list have none."""
    return fold(word) in FOLDED.get(language, ())


def says_little(text: str, language: str) -> bool:
    """Whether the word, in any of its forms, does not need to be found where others are."""
    return " " not in text and not STEMS.get(language, frozenset()).isdisjoint(stem_tokens(text, language))
