"""A vocabulary that grows: kinds and fields of a project's own, and its Pydantic models."""

from __future__ import annotations

import datetime
import enum
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, field_validator, model_validator

from ruleck.facts.builtin import builtin_vocabulary
from ruleck.facts.declare import extend, register_model
from ruleck.facts.load import read_mapping
from ruleck.facts.python_kinds import UndeclarableError
from ruleck.facts.vocabulary import Field as KindField
from ruleck.facts.vocabulary import FieldType, Kind, Series, Vocabulary
from tests.facts.reading import BUILTIN, mistakes_of, only, story_of, told

TEXT = FieldType("text")


def kind(name: str, plural: str | None = None, series: Series | None = None, **types: FieldType) -> Kind:
    fields = {n: KindField(n, t) for n, t in types.items()}
    return Kind(name, plural or f"{name}s", fields, series)


def test_kinds_may_link_to_each_other_in_any_order() -> None:
    survey = kind(
        "survey", options=FieldType("link", kinds=("option",), many=True), by=FieldType("link", kinds=("person",))
    )
    vocabulary, clashes = extend(BUILTIN, [survey, kind("option", label=TEXT, share=FieldType("percent"))])
    assert clashes == []
    story = story_of("surveys: [{options: [{label: a, share: 45}], by: Eva}]", vocabulary)
    share = only(story, "option").fields["share"]
    assert getattr(share, "unit", None) == "percent"
    assert story.facts == 2


def test_a_vocabulary_belongs_to_its_rules() -> None:
    extend(BUILTIN, [kind("survey", label=TEXT), kind("quote", tone=TEXT)])
    assert "survey" not in BUILTIN.kinds
    assert "tone" not in BUILTIN.kinds["quote"].fields
    assert BUILTIN is builtin_vocabulary()


def test_fields_are_added_to_kinds_that_exist() -> None:
    vocabulary, clashes = extend(
        BUILTIN, [kind("quote", tone=FieldType("one of", ("calm", "loud")), length=FieldType("number"))]
    )
    assert clashes == []
    record = only(story_of("quotes: [{text: a, tone: loud, length: 3}]", vocabulary), "quote")
    assert record.fields["tone"] == "loud"
    assert list(vocabulary.kinds["quote"].fields)[-3:] != ["tone", "length", "id"]


def test_a_new_unit_says_nothing_of_old_numbers() -> None:
    vocabulary, _ = extend(BUILTIN, [kind("part", unit=TEXT, weight=FieldType("number"))])
    record = only(story_of("parts: [{value: 3, unit: kg, weight: 4}]", vocabulary), "part")
    assert [getattr(record.fields[n], "unit", "?") for n in ("value", "weight")] == [None, "kg"]


def test_numbers_of_own_kinds_take_the_unit_that_is_named_after_them() -> None:
    number = FieldType("number")
    vocabulary, _ = extend(BUILTIN, [kind("load", weight=number, weight_unit=TEXT, width=number, unit=TEXT)])
    record = only(story_of("loads: [{weight: 3, weight_unit: kg, width: 4, unit: m}]", vocabulary), "load")
    assert [getattr(record.fields[n], "unit", None) for n in ("weight", "width")] == ["kg", "m"]


@pytest.mark.parametrize(
    ("addition", "code", "message"),
    [
        (kind("quote", text=TEXT), "field-exists", "a quote has a `text` already"),
        (kind("quote", id=TEXT), "field-exists", "a quote has a `id` already"),
        (kind("quote", "quotations", x=TEXT), "plural-exists", "the plural of `quote` is `quotes`"),
        (kind("people", "peoples", x=TEXT), "kind-exists", "`people` are facts of person"),
        (kind("estimation", "estimates", x=TEXT), "kind-exists", "`estimates` are facts of estimate"),
        (kind("a", x=FieldType("link", kinds=("persn",))), "unknown-type", "`persn` is no type and no kind"),
        (kind("a", x=FieldType("one of", ("b", "B"))), "wrong-members", "`x` has a member twice"),
        (kind("a", x=FieldType("one of", ())), "wrong-members", "`x` has no members"),
        (kind("a", x=FieldType("one of", ("not here",))), "wrong-members", "a member of `x` begins with `not`"),
        (kind("a", series=Series("x", "day"), x=TEXT), "unknown-field", "an a has no `day`"),
        (kind("estimate", series=Series("value", "as_of")), "series-exists", "an estimate makes series"),
    ],
)  # fmt: skip
def test_what_clashes_is_told(addition: Kind, code: str, message: str) -> None:
    vocabulary, (clash,) = extend(BUILTIN, [addition])
    assert (clash.code, clash.kind) == (code, addition.name)
    assert clash.message.startswith(message)
    assert vocabulary.kinds["quote"].fields.keys() >= BUILTIN.kinds["quote"].fields.keys()


def test_an_unknown_type_gives_the_nearest_name() -> None:
    _, (clash,) = extend(BUILTIN, [kind("a", x=FieldType("link", kinds=("persn",)))])
    assert clash.notes == ("did you mean `person`?",)


# ------------------------------------------------------------------ Pydantic models


class Mode(enum.Enum):
    PHONE = "phone"
    ONLINE = "online"


class Option(BaseModel):
    """one of the answers"""

    label: str
    share: Annotated[Decimal, FieldType("percent")] | None = None


class CampaignAd(BaseModel):
    """an advertisement in a campaign

    and more that nobody needs
    """

    text: str = Field(min_length=3, description="what it says")
    cost: float | None = Field(default=None, ge=0)
    runs: int = 1
    seen: datetime.date | None = None
    checked_at: datetime.datetime | None = None
    lasts: datetime.timedelta | None = None
    paid: bool = False
    mode: Mode = Mode.PHONE
    tone: Literal["calm", "loud"] | None = None
    tags: list[str] = []
    options: list[Option] = []
    best: Option | None = None
    by: Annotated[str | None, FieldType("link", kinds=("person",))] = None

    @field_validator("text")
    @classmethod
    def no_shouting(cls, text: str) -> str:
        if text.isupper():
            raise ValueError("An ad may not shout")
        if text == "crash":
            raise RuntimeError("oh")
        return text

    @model_validator(mode="after")
    def loud_is_dear(self) -> CampaignAd:
        if self.tone == "loud" and (self.cost or 0) > 100:
            raise ValueError("A loud ad costs at most 100")
        return self


@pytest.fixture
def ads() -> Vocabulary:
    return register_model(register_model(BUILTIN, Option), CampaignAd)


def test_a_model_is_a_kind(ads: Vocabulary) -> None:
    found = ads.kinds["campaign_ad"]
    assert (found.plural, found.summary) == ("campaign_ads", "an advertisement in a campaign")
    assert {n: (f.type.base, f.type.many, f.required, f.default) for n, f in found.fields.items()} == {
        "text": ("text", False, True, None),
        "cost": ("number", False, False, None),
        "runs": ("number", False, False, None),
        "seen": ("date", False, False, None),
        "checked_at": ("date", False, False, None),
        "lasts": ("duration", False, False, None),
        "paid": ("yes/no", False, False, False),
        "mode": ("one of", False, False, "phone"),
        "tone": ("one of", False, False, None),
        "tags": ("text", True, False, None),
        "options": ("link", True, False, None),
        "best": ("link", False, False, None),
        "by": ("link", False, False, None),
        "id": ("text", False, False, None),
        "excerpt": ("text", False, False, None),
        "note": ("text", False, False, None),
    }
    assert found.fields["text"].summary == "what it says"


def test_facts_of_a_model_are_read_like_any_other(ads: Vocabulary) -> None:
    story = story_of(
        "campaign_ads:\n"
        "  - {text: vote, cost: less than 50, seen: 2017-12, lasts: 3 days, mode: online, tags: [a],"
        " options: [{label: x, share: 45%}, y], by: Eva, checked_at: 2017-12-05T10:30}\n",
        ads,
    )
    assert only(story, "campaign_ad").fields["mode"] == "online"
    assert only(story, "option").fields["label"] == "x"


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("{text: VOTE}", "2:12 [VOTE] `text` of a campaign ad is refused: an ad may not shout"),
        ("{text: ab}", "2:12 [ab] `text` of a campaign ad is refused: string should have at least 3 characters"),
        (
            "{text: vote, cost: -3}",
            "2:24 [-3] `cost` of a campaign ad is refused: input should be greater than or equal to 0",
        ),
        ("{text: vote, runs: 1.5}", "2:24 [1.5] `runs` of a campaign ad is refused: input should be a valid integer"),
        (
            "{text: vote, tone: loud, cost: 200}",
            "2:5 [{text: vote, tone: loud, cost: 200}] a campaign ad is refused: a loud ad costs at most 100",
        ),
        (
            "{text: crash}",
            "2:5 [{text: crash}] a campaign ad cannot be checked: its own validator failed with `RuntimeError`",
        ),
        (
            "{text: vote, mode: post}",
            "2:24 [post] `mode` of a campaign ad is one of phone, online, and `post` is none of them",
        ),
        ("{cost: 3}", "2:5 [{cost: 3}] a campaign ad must have a `text`"),
    ],
)
def test_the_models_own_validators_run(ads: Vocabulary, fact: str, message: str) -> None:
    (mistake,) = mistakes_of(f"campaign_ads:\n  - {fact}\n", ads)
    assert told(mistake).startswith(message)


@pytest.mark.parametrize("fact", ["{text: VOTE, cost: about 5}", '{text: VOTE, tone: "?"}', "{text: VOTE, seen: 2017}"])
def test_what_is_not_exact_cannot_break_a_validator_yet(ads: Vocabulary, fact: str) -> None:
    assert story_of(f"campaign_ads: [{fact}]", ads).facts == 1


def test_an_instance_is_a_fact(ads: Vocabulary) -> None:
    ad = CampaignAd(text="vote", cost=5, seen=datetime.date(2017, 12, 5), options=[Option(label="x")], mode=Mode.ONLINE)
    story, mistakes = read_mapping({"campaign_ads": [ad]}, ads)
    assert story is not None, mistakes
    assert only(story, "campaign_ad").fields["mode"] == "online"
    assert only(story, "option").fields["label"] == "x"


def test_a_model_may_link_to_itself() -> None:
    class Reply(BaseModel):
        text: str
        answers: list[Reply] = []

    Reply.model_rebuild(_types_namespace={"Reply": Reply})
    vocabulary = register_model(BUILTIN, Reply, "replies")
    assert story_of("replies: [{text: a, answers: [{text: b, answers: [{text: c}]}]}]", vocabulary).facts == 3


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (dict[str, str], "`odd` of Model: a field cannot be of type `dict[str, str]`"),
        (complex, "`odd` of Model: a field cannot be of type `complex`"),
        (int | str, "`odd` of Model: `int | str` could be two different things"),
        (list[list[str]], "`odd` of Model: `list[list[str]]` is a list of lists"),
        (CampaignAd, "`odd` of Model: a field cannot be of type `CampaignAd`"),
        (tuple[str, int], "`odd` of Model: `tuple[str, int]` is no list: write list[T]"),
        (Any, "`odd` of Model: a field cannot be of type `Any`"),
    ],
)
def test_a_type_that_no_field_can_have_names_the_field(annotation: Any, message: str) -> None:
    model = type("Model", (BaseModel,), {"__annotations__": {"fine": str, "odd": annotation}, "__module__": __name__})
    with pytest.raises(UndeclarableError) as error:
        register_model(BUILTIN, model)
    assert str(error.value) == message


def test_a_name_that_is_taken_is_refused(ads: Vocabulary) -> None:
    with pytest.raises(UndeclarableError, match="there is a kind `option` already"):
        register_model(ads, Option)


def test_a_field_in_capitals_is_refused() -> None:
    model = type("Model", (BaseModel,), {"__annotations__": {"seenOn": str}, "__module__": __name__})
    with pytest.raises(UndeclarableError, match="`seenOn` of Model: names of fields are in lower case"):
        register_model(BUILTIN, model)
