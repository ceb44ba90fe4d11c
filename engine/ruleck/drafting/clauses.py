"""In whose mouth a sentence puts its words: the forms that news uses around a verb of saying.

A sentence is looked at as the narrator speaks it, each quote being one thing in it (quotes.frames):

    “Q,” said NAME, ROLE.        “Q,” NAME said.       NAME, ROLE, said: “Q”       NAME said that … “Q”
    “Q,” according to NAME.      According to NAME, “Q”      … a judge who called it “Q”
    NAME was blunter: “Q”        …, saying that “Q”          NAME did this and warned of “Q”
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ruleck.drafting.lexicon import (
    AUXILIARIES,
    BODIES,
    CALLING,
    CONJUNCTIONS,
    COUNTRIES,
    DETERMINERS,
    DOCUMENTS,
    ENDING,
    MEDIA,
    PERSONS,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    TELLING,
    VERBS,
    WEEKDAYS,
)
from ruleck.drafting.names import Name, is_named, is_organization, is_person_like, name_at, starts_sentence
from ruleck.drafting.quotes import Frame, Quoted
from ruleck.drafting.sources import keeps_name, source_type
from ruleck.drafting.text import Text

_REACH = 30  # items of a sentence to either side of a verb
_LONGEST = 12  # words of a description
Sort = Literal["name", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words at tokens `first` up to `last` that say who spoke, and the verb beside them at token `verb`.

    `pattern` says how it was found; `near` whether the quote and the words are side by side, `carried` whether the
    words stand in the sentence or the paragraph before.
    """

    sort: Sort
    first: int
    last: int
    verb: int
    pattern: str
    name: Name | None = None
    near: bool = True
    carried: bool = False


def attributions_of(story: Text, sentence: Frame) -> list[Speaker]:
    """Everybody in whose mouth something of a sentence is put."""
    found: list[Speaker] = []
    has_quote = any(isinstance(item, Quoted) for item in sentence)
    for at, item in enumerate(sentence):
        if isinstance(item, Quoted):
            continue
        token = story.at(item)
        if token.sort != "word":
            continue
        word = token.lower
        if word == "according" and _word(story, sentence, at + 1) == "to":
            speaker = _after(story, sentence, at + 2, item, "`according to`")
            if speaker is not None:
                found.append(speaker)
        elif ((word in SAYING | CALLING) if has_quote else (word in TELLING)) or _goes_on(story, sentence, at):
            speaker = _around(story, sentence, at, item)
            if speaker is not None:
                found.append(speaker)
    return found or _introduced(story, sentence)


def _goes_on(story: Text, sentence: Frame, at: int) -> bool:
    """`But she went on: “Q”`"""
    return [_word(story, sentence, at + step) for step in (0, 1, 2)] in (["went", "on", ":"], ["goes", "on", ":"])


def _introduced(story: Text, sentence: Frame) -> list[Speaker]:
    """`His neighbour was blunter: “Q”`: the subject of a sentence that leads up to a quote by a colon."""
    for at, item in enumerate(sentence[1:], start=1):
        if isinstance(item, Quoted):
            if _word(story, sentence, at - 1) != ":" or isinstance(sentence[0], Quoted):
                return []
            subject = _first_subject(
                story, sentence, at, item.first - 1, "the subject of a sentence that ends in a colon"
            )
            # Only of somebody who can speak: a list is led up to by a colon as well.
            speaks = subject is not None and (subject.sort != "description" or _can_speak(story, subject))
            return [subject] if subject is not None and speaks else []
    return []


def _can_speak(story: Text, speaker: Speaker) -> bool:
    return source_type(story.words(speaker.first, speaker.last)) is not None


def _first_subject(story: Text, sentence: Frame, at: int, verb: int, pattern: str) -> Speaker | None:
    """The subject that a sentence starts with: up to its first verb or comma."""
    tokens = _run(sentence[:at], 0)
    while tokens and story.at(tokens[0]).lower in ("but", "and", "so"):
        tokens = tokens[1:]
    if not tokens:
        return None
    end = next(
        (
            i
            for i, token in enumerate(tokens)
            if i and (story.at(token).sort == "sign" or story.at(token).lower in VERBS | AUXILIARIES)
        ),
        0,
    )
    if not end or story.at(tokens[0]).lower in PREPOSITIONS | CONJUNCTIONS:
        return None
    return _subject(story, tokens[0], tokens[end - 1] + 1, verb, pattern)


def _word(story: Text, sentence: Frame, at: int) -> str:
    if not 0 <= at < len(sentence):
        return ""
    item = sentence[at]
    return "" if isinstance(item, Quoted) else story.at(item).lower


def _around(story: Text, sentence: Frame, at: int, verb: int) -> Speaker | None:
    """The subject of a verb of saying: behind it right after a quote, else before it."""
    word = story.at(verb).lower
    before = at - 1
    while before >= 0 and _word(story, sentence, before) == ",":
        before -= 1
    if before >= 0 and isinstance(sentence[before], Quoted):
        return _after(story, sentence, at + 1, verb, f"`{word}` right after the quote")
    # "…, said NAME, …": turned round as after a quote, in a sentence that has none.
    if _word(story, sentence, at - 1) == "," and word in SAYING and _starts_speaker(story, sentence, at + 1):
        return _after(story, sentence, at + 1, verb, f"`{word}` before it")
    # Passive, or a participle: nobody speaks in "as reported" or "the plan called".
    if _word(story, sentence, at - 1) in ("was", "were", "been", "be", "being", "as", "to", "is", "are"):
        return None
    if word.endswith("ing"):  # "they shut the clinic, saying that": whoever did the first thing says so
        return _first_subject(story, sentence, at, verb, f"the first subject of the sentence, for `{word}`")
    return _before(story, sentence, at, verb, f"the subject of `{word}`")


def _starts_speaker(story: Text, sentence: Frame, at: int) -> bool:
    """Whether somebody's whole name, set off behind, starts at an item."""
    item = sentence[at] if at < len(sentence) else None
    name = name_at(story, item, item + _LONGEST) if isinstance(item, int) else None
    return name is not None and is_person_like(name) and story.at(name.last).text in (",", ".")


def _after(story: Text, sentence: Frame, at: int, verb: int, pattern: str) -> Speaker | None:
    """The words for a speaker that start at an item of a sentence."""
    tokens = _run(sentence, at)
    if not tokens:
        return None
    first, end = tokens[0], tokens[-1] + 1
    word = story.at(first).lower
    if word in PRONOUNS and word not in DETERMINERS:
        return Speaker("pronoun", first, first + 1, verb, pattern)
    role = _small_role(story, first, end)
    name = name_at(story, role, end)
    if name is not None and (role == first or name.full or name.title):
        if name.possessive:  # the alliance's own bulletin, Dunne's lawyer
            return _described(story, first, end, verb, pattern)
        if _is_someone(name):
            return Speaker("name", name.first, name.last, verb, pattern, name)
    return _described(story, first, end, verb, pattern)


def _small_role(story: Text, first: int, end: int) -> int:
    """Where a name starts behind small words of a role: `said spokeswoman Joan Petrie`."""
    at = first
    # "Defence counsel Rupert Dale said": the capital is the sentence's.
    if starts_sentence(story, first) and first + 1 < end and not story.at(first + 1).capital:
        at += 1
    while at < min(end, first + 5) and story.at(at).sort == "word" and not story.at(at).text[0].isupper():
        if story.at(at).lower in PREPOSITIONS | CONJUNCTIONS | VERBS | SAYING:
            return first
        at += 1
    return at if at < end and story.at(at).text[0].isupper() else first


def _run(sentence: Frame, at: int) -> list[int]:
    """The tokens from an item on, up to the next quote."""
    run: list[int] = []
    for item in sentence[at : at + _REACH]:
        if isinstance(item, Quoted):
            break
        run.append(item)
    return run


def _described(story: Text, first: int, end: int, verb: int, pattern: str) -> Speaker | None:
    """A description that starts at a token: up to a comma, or to words that say when or how it was said."""
    at = first
    while at < min(end, first + _LONGEST):
        token = story.at(at)
        word = token.lower
        if token.sort == "sign" and token.text not in "-’'&/" and not (token.text in "()" and at > first):  # noqa: RUF001 - an apostrophe as it is typed
            break
        if at > first and word in ENDING and not (word == "and" and story.at(at + 1).capital):
            break
        if at > first and word in VERBS | SAYING | AUXILIARIES:
            break
        if at > first and word in ("in", "at", "by", "to") and _says_how(story, at, end, before=verb > first):
            break
        if token.sort == "word" and word.rstrip(".") in WEEKDAYS:
            break
        at += 1
    while at > first and story.at(at - 1).lower in PREPOSITIONS:
        at -= 1
    while at > first and story.at(at - 1).sort == "sign" and story.at(at - 1).text != ")":
        at -= 1
    return _checked(story, first, at, verb, pattern)


def _says_how(story: Text, at: int, end: int, *, before: bool) -> bool:
    """`in a televised address`, `by telephone`, `to reporters`; before the verb, only where a medium is named."""
    words = [story.at(index).lower for index in range(at + 1, min(end, at + 6))]
    if story.at(at).lower == "to":
        return (
            not before
            and bool(words)
            and words[0] in ("reporters", "a", "the", "this", "journalists", "parliament", "lawmakers")
        )
    return any(word in MEDIA for word in words[:4])


def _checked(story: Text, first: int, last: int, verb: int, pattern: str) -> Speaker | None:
    """A description only where it can be one: not a lone small word such as `that`, not a number."""
    if last <= first:
        return None
    words = [story.at(index) for index in range(first, last)]
    head = words[0].lower
    if len(words) == 1 and (head in DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES or words[0].sort != "word"):
        return None
    if head in PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | VERBS or words[0].sort != "word":
        return None
    if len(words) == 1 and len(words[0].text) < 3:
        return None
    return Speaker("description", first, last, verb, pattern)


def _before(story: Text, sentence: Frame, at: int, verb: int, pattern: str) -> Speaker | None:
    """The subject that ends before the verb at an item: `Tomas Rehn, its director, has said`."""
    end = at
    while end > 0 and _word(story, sentence, end - 1) in AUXILIARIES:
        end -= 1
    if end == 0:
        return None
    who = _keeping(story, sentence, end)
    if who is not None:
        return _antecedent(story, sentence, who, verb, pattern)
    if _word(story, sentence, end - 1) in (",", "—", "–"):  # noqa: RUF001 - a dash as it is typed
        opening = end - 2
        # What is set off between the subject and its verb: back to the mark that opens it.
        while opening > max(0, end - _REACH) and _word(story, sentence, opening) not in (",", "—", "–"):  # noqa: RUF001 - as above
            if isinstance(sentence[opening], Quoted):
                return None
            opening -= 1
        if opening <= 0:
            return None
        apposed = sentence[opening + 1]
        if not isinstance(apposed, Quoted):
            name = name_at(story, apposed, verb)
            closing = sentence[end - 1]
            if name is not None and name.full and is_person_like(name) and closing == name.last:
                return Speaker("name", name.first, name.last, verb, pattern, name)
        # `NAME, 58, a farmer, said`
        if opening >= 2 and _number_between(story, sentence, opening):
            opening -= 2
        end = opening
    first = end
    while first > max(0, end - _REACH):
        item = sentence[first - 1]
        if isinstance(item, Quoted):
            break
        token = story.at(item)
        if token.sort == "sign" and token.text not in "-’'&/()":  # noqa: RUF001 - an apostrophe as it is typed
            break
        if token.lower in CONJUNCTIONS and not (token.lower == "and" and _joins_names(story, item)):
            break
        if token.lower in SAYING | {"after", "before", "since", "until"} and first < end:
            break
        first -= 1
    tokens = [item for item in sentence[first:end] if not isinstance(item, Quoted)]
    if tokens and _word(story, sentence, first - 1) in ("that", "which", "who") and _is_verb(story, tokens[0]):
        return _antecedent(story, sentence, first - 1, verb, pattern)
    if not tokens:
        # "The ministry sent four clinics and warned": the second verb has the subject of the first one.
        if _word(story, sentence, end - 1) == "who":
            return _antecedent(story, sentence, end - 1, verb, pattern)
        if _word(story, sentence, end - 1) in ("and", "but"):
            return _first_subject(
                story, sentence, end - 1, verb, f"the first subject of the sentence, for `{story.at(verb).lower}`"
            )
        return None
    return _subject(story, tokens[0], tokens[-1] + 1, verb, pattern)


def _keeping(story: Text, sentence: Frame, end: int) -> int | None:
    """`Two officials who asked not to be named said`: the item of `who`, where all up to the verb keeps a name back."""
    for at in range(end - 1, max(0, end - _LONGEST), -1):
        item = sentence[at]
        if isinstance(item, Quoted) or story.at(item).sort == "sign":
            return None
        if story.at(item).lower == "who":
            closing = sentence[end - 1]
            keeps = not isinstance(closing, Quoted) and keeps_name(story.words(item, closing + 1))
            return at if keeps else None
    return None


def _is_verb(story: Text, index: int) -> bool:
    """Whether what follows `that` is a verb: `the union that represents workers called`."""
    token = story.at(index)
    return token.lower in VERBS | AUXILIARIES or (
        not token.capital and token.lower[-1:] == "s" and token.lower not in PERSONS
    )


def _antecedent(story: Text, sentence: Frame, who: int, verb: int, pattern: str) -> Speaker | None:
    """`by a judge who called it “a mean crime”`: the one that `who` goes back to."""
    last = who - 1 if _word(story, sentence, who - 1) == "," else who
    first = last
    while first > max(0, last - 8) and _word(story, sentence, first) not in DETERMINERS:
        item = sentence[first - 1]
        if isinstance(item, Quoted) or story.at(item).sort == "sign":
            break
        first -= 1
    tokens = [item for item in sentence[first:last] if not isinstance(item, Quoted)]
    return _subject(story, tokens[0], tokens[-1] + 1, verb, pattern) if tokens else None


def _number_between(story: Text, sentence: Frame, opening: int) -> bool:
    item = sentence[opening - 1]
    return (
        not isinstance(item, Quoted) and story.at(item).sort == "number" and _word(story, sentence, opening - 2) == ","
    )


def _joins_names(story: Text, index: int) -> bool:
    return story.at(index + 1).capital and story.at(index - 1).capital


def _subject(story: Text, first: int, end: int, verb: int, pattern: str) -> Speaker | None:
    """The subject in a stretch of words that ends where its verb begins."""
    # What only leads up to the subject: "At one point Thornbury threatened".
    if story.at(end - 1).lower in PRONOUNS - DETERMINERS:
        return Speaker("pronoun", end - 1, end, verb, pattern)
    lead = story.at(first).lower
    if lead in PREPOSITIONS or (lead in DETERMINERS and story.at(end - 1).capital) or story.at(first).sort == "number":
        name = _last_name(story, first, end)
        human = name is not None and (lead in PREPOSITIONS or is_person_like(name) or bool(name.title))
        if name is not None and human and not is_organization(name.words):
            return Speaker("name", name.first, name.last, verb, pattern, name)
        if lead in PREPOSITIONS:
            starts = [i for i in range(first + 1, end) if story.at(i).lower in DETERMINERS]
            return _described(story, starts[-1], end, verb, pattern) if starts else None
    role = _small_role(story, first, end)
    name = name_at(story, role, end)
    whole = name is not None and (role == first or name.full or bool(name.title)) and not name.possessive
    if name is not None and whole and _is_someone(name) and _only_name(story, name, end):
        return Speaker("name", name.first, name.last, verb, pattern, name)
    # A verb before it: the words are no subject ("the number on that slide fell, Dunne …").
    return _described_subject(story, first, end, verb, pattern)


def _is_someone(name: Name) -> bool:
    """Whether a name is a person's: no organization's or country's, no noun that starts a sentence."""
    word = name.words.lower()
    common = not name.full and word in PERSONS | BODIES | DOCUMENTS | COUNTRIES
    return not common and not is_organization(name.words)


def _only_name(story: Text, name: Name, end: int) -> bool:
    """Whether a name is the subject: what follows it up to the verb says where the person belongs, or when."""
    if name.last == end:
        return True
    following = story.at(name.last).lower
    return following in ("of", "from", "for", "at", "on", "in", "later", "also", "himself", "herself", "(") or (
        story.at(name.last).sort == "word" and following.rstrip(".") in WEEKDAYS
    )


def _last_name(story: Text, first: int, end: int) -> Name | None:
    """The name that ends right before the verb."""
    at = end
    while at > max(first, end - 8) and (is_named(story, at - 1) or story.at(at - 1).text[0].isupper()):
        at -= 1
    while at < end:
        name = name_at(story, at, end)
        if name is not None and name.last == end:
            return name
        at += 1
    return None


def _described_subject(story: Text, first: int, end: int, verb: int, pattern: str) -> Speaker | None:
    """A description that is the whole subject."""
    if any(story.at(index).lower in VERBS | SAYING for index in range(first + 1, end)):
        # "An engineers' report published six years ago had found": what follows the first noun is set aside.
        cut = next(index for index in range(first + 1, end) if story.at(index).lower in VERBS | SAYING)
        if story.at(first).lower not in DETERMINERS or cut - first < 2:
            return None
        end = cut
    while end > first and story.at(end - 1).lower in AUXILIARIES | PREPOSITIONS:
        end -= 1
    return _described(story, first, end, verb, pattern)
