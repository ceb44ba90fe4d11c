"""YAML, JSON and JSON Lines: what cannot be read, what is told of it, where things stand, how bytes become text."""

# ruff: noqa: E501 - a message is compared on one line, as it is printed

from __future__ import annotations

import io
import json

import pytest

from ruleck.facts.json_text import read_json, read_json_slowly
from ruleck.facts.load import Settings, read_document, read_lines
from ruleck.facts.yaml_text import read_yaml
from ruleck.source import Source
from tests.facts.reading import BUILTIN, mistakes_of, story_of, told

QUOTES = "needs quotes: YAML keeps `{}` at the start of a value for itself"
YAML = {
    "value: ?\nb: 1": "1:8 [?] `?` " + QUOTES.format("?") + ' | put quotes round it: value: "?"',
    "a: [{value: ?, unit: p}]": "1:13 [?] `?` " + QUOTES.format("?") + ' | put quotes round it: value: "?"',
    "value: >45000": "1:8 [>45000] `>45000` " + QUOTES.format(">") + ' | put quotes round it: value: ">45000"',
    "value: >=1000": "1:8 [>=1000] `>=1000` " + QUOTES.format(">") + ' | put quotes round it: value: ">=1000"',
    "- {value: >45000, unit: p}": "1:11 [>45000] `>45000` " + QUOTES.format(">") + ' | put quotes round it: value: ">45000"',
    "a: @desk": "1:4 [@desk] `@desk` " + QUOTES.format("@") + ' | put quotes round it: a: "@desk"',
    "a: %5": "1:4 [%5] `%5` " + QUOTES.format("%") + ' | put quotes round it: a: "%5"',
    "headline: Coalition: fewer left": "1:11 [Coalition: fewer left] `Coalition: fewer left` has a colon in it, "
    'which YAML takes for the end of a name | put quotes round it: headline: "Coalition: fewer left"',
    'text: "hunted down" in Iraq': '1:7 ["hunted down" in Iraq] `"hunted down" in Iraq` goes on behind its closing '
    "quote mark | put quotes round it: text: '\"hunted down\" in Iraq'",
    "text: 'don't'": "1:7 ['don't'] `'don't'` goes on behind its closing quote mark | put quotes round it: text: \"don't\"",
    '- {text: "x" y, b: c}': "1:10 [\"x\" y] `\"x\" y` goes on behind its closing quote mark"
    " | put quotes round it: text: '\"x\" y'",
    "a: *note": '1:4 [*note] `*note` refers to a place marked `&note`, and there is none'
    ' | put quotes round a text that starts with `*`: "*note"',
    "a: !important x": "1:4 [!important] `!important` is a tag, and tags are not read here"
    ' | put quotes round a text that starts with `!`: "!important x"',
    "a: !!python/object/apply:os.system [x]": "1:4 [!!python/object/apply:os.system] "
    "`!!python/object/apply:os.system` is a tag, and tags are not read here | leave it out",
    "a:\n\t- b": "2:1 [\t] a line is indented with a tab | indent with spaces",
    "a: [1, 2": "1:4 [[] this `[` is never closed",
    "a: {b: 1\nc: 2\n": "1:4 [{] this `{` is never closed",
    'a: "unclosed\nb: 3\n': '1:4 ["] this quote mark is never closed',
    'a: "x\\q"': "1:6 [\\q] `\\q` stands for no character"
    " | inside double quotes write `\\\\` for a backslash, or put single quotes round the text",
    'a: "\\ud800"': "1:5 [\\ud800] `\\ud800` stands for no character",
    "a: b\x01": "1:5 [\x01] a control character stands here (U+0001) | delete it",
    "quotes:\n- text: a\n speaker: b": "3:2 [s] this line does not fit those above it",
    "a: - b": "1:4 [-] a list cannot start behind a colon | start each `- ` on a line of its own",
    "a: 1\n---\nb: 2": "2:1 [---] a second document starts here, and a file holds one story",
    "a: &x [*x]": "1:8 [*x] `*x` stands inside what it refers to | write it out instead",
    "[a]: b": "1:1 [[] a field's name must stand before the colon",
    "[" * 101: "1:101 [[] this is nested more than 100 deep",
}  # fmt: skip
JSON = {
    '{"a": 1,}': "1:8 [,] a comma stands before the closing `}` | delete it",
    '{"a": [1 2]}': "1:10 [2] a comma or `]` is wanted here",
    "{a: 1}": '1:2 [a] a name in double quotes is wanted here | such as "headline": …',
    '{"a" 1}': "1:6 [1] a colon is wanted behind `a`",
    '{"a": NaN}': '1:7 [NaN] `NaN` cannot stand without quotes | leave out what is not known, or write "?"',
    '{"a": -Infinity}': '1:7 [-Infinity] `-Infinity` cannot stand without quotes | leave out what is not known, or write "?"',
    '{"a": tru}': '1:7 [tru] `tru` cannot stand without quotes | put double quotes round a text: "tru"',
    '{"a": 01}': '1:7 [01] `01` cannot stand without quotes | put double quotes round a text: "01"',
    '{"a": 2017-12-05}': '1:7 [2017-12-05] `2017-12-05` cannot stand without quotes',
    '{"a": }': "1:7 [}] a value is wanted here | a text stands in double quotes",
    '{"a": "x': "1:7 [\"] this text is not closed on its line",
    '{"a": "x\ny"}': "1:7 [\"] this text is not closed on its line",
    '{"a": "x\ty"}': "1:9 [\t] a tab or control character stands inside a text | write a tab as `\\t`",
    '{"a": "\\q"}': "1:8 [\\q] `\\q` stands for no character | write `\\\\` for a backslash",
    '{"a": "\\ud800"}': "1:8 [\\ud800] half a character stands here | delete it",
    '{"a": 1': "1:1 [{] this `{` is never closed",
    '{"é": 1,\n "b": 2} x': "2:10 [x] the facts ended above, and something follows",
    "": "1:1 [] the text ends where a value is wanted",
    "[" * 101: "1:101 [[] this is nested more than 100 deep",
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), YAML.items())
def test_malformed_yaml(text: str, message: str) -> None:
    value, (mistake, *more) = read_yaml(Source("a.yaml", text))
    assert (value, more) == (None, [])
    assert told(mistake).startswith(message)


@pytest.mark.parametrize(("text", "message"), JSON.items())
def test_malformed_json(text: str, message: str) -> None:
    value, (mistake, *more) = read_json(Source("a.json", text))
    assert (value, more) == (None, [])
    assert told(mistake).startswith(message)


def test_every_duplicate_key_is_told_with_both_places() -> None:
    for text, path in (("a: 1\nb: {c: 1, c: 2}\na: 2\n", "a.yaml"), ('{"a":1,"b":{"c":1,"c":2},"a":2}', "a.json")):
        mistakes = mistakes_of(text, path=path)
        assert [m.message for m in mistakes] == ["`c` is given twice", "`a` is given twice"]
        assert [m.labels[1].text for m in mistakes] == ["first here", "first here"]


def test_aliases_that_explode_are_refused_before_they_cost_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    (mistake,) = mistakes_of("\n".join(lines), path="a.yaml")
    assert mistake.code == "exploding-alias"


def test_an_honest_alias_is_read() -> None:
    story = story_of(
        "sources: [&s {id: s, description: a desk}]\nclaims: [{text: a, sources: [s]}, {text: &t b}]\nquotes: [{text: *t}]"
    )
    assert story.records["quote"][0].fields["text"] == "b"
    place = story.at("/quotes/0/text")
    assert place is not None
    assert place.source.text[place.span.start : place.span.end] == "*t"


def test_what_starts_with_a_brace_is_json_or_yaml() -> None:
    assert story_of('{"quotes": [{"text": "a"}]}').facts == 1
    assert story_of("{quotes: [{text: a}]}").facts == 1
    assert mistakes_of('{"quotes": [{"text": "a",}]')[0].code == "not-json"
    assert mistakes_of("{quotes: [{text: a}")[0].code == "not-yaml"


# ------------------------------------------------------------------ places

YAML_DOCUMENT = """\
# facts
article:
  headline: "Fewer: left"   # as printed
quotes:
  - {text: hunted down, kind: fragment}
  - text: |
      two
      lines
    speaker: {name: Eva}

estimates:
  - subject: fighters
    value: less than 1,000   # said
    also_known: x
  # the end
"""


def test_places_in_yaml() -> None:
    story = story_of(YAML_DOCUMENT.replace("    also_known: x\n", ""))
    text = YAML_DOCUMENT.replace("    also_known: x\n", "")
    expected = {
        "/article": 'headline: "Fewer: left"',
        "/article/headline": '"Fewer: left"',
        "/quotes/0": "{text: hunted down, kind: fragment}",
        "/quotes/0/kind": "fragment",
        "/quotes/1": "text: |\n      two\n      lines\n    speaker: {name: Eva}",
        "/quotes/1/text": "|\n      two\n      lines",
        "/quotes/1/speaker": "{name: Eva}",
        "/quotes/1/speaker/name": "Eva",
        "/quotes/1/speaker/title": "{name: Eva}",
        "/estimates/0": "subject: fighters\n    value: less than 1,000",
        "/estimates/0/value": "less than 1,000",
    }
    for pointer, written in expected.items():
        place = story.at(pointer)
        assert place is not None
        assert place.source.text == text
        assert text[place.span.start : place.span.end] == written


def test_places_in_json() -> None:
    text = '{\n "quotes": [\n  {"text": "a \\"b\\"", "speaker": {"name": "Éva"}},\n  {"text": "c"}]}'
    story = story_of(text)
    for pointer, written in {
        "": text,
        "/quotes/0/text": '"a \\"b\\""',
        "/quotes/0/speaker": '{"name": "Éva"}',
        "/quotes/0/speaker/name": '"Éva"',
        "/quotes/1": '{"text": "c"}',
    }.items():
        place = story.at(pointer)
        assert place is not None
        assert text[place.span.start : place.span.end] == written


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("path", ["a.yaml", "a.json"])
def test_lines_and_byte_order_marks_change_no_place(newline: str, mark: bytes, path: str) -> None:
    text = (
        "quotes:\n  - text: a\n    kind: dirct\n"
        if path == "a.yaml"
        else '{"quotes": [{\n"text": "a",\n  "kind": "dirct"}]}'
    )
    (mistake,) = mistakes_of(mark + text.replace("\n", newline).encode(), path=path)
    at = mistake.labels[0].source.position(mistake.labels[0].span.start)
    assert (at.line, at.column) == (3, 11)
    assert mistake.labels[0].source.line(3) == text.split("\n")[2]


# ------------------------------------------------------------------ bytes


def test_invalid_utf_8_says_where_and_what_helps() -> None:
    (mistake,) = mistakes_of(b"quotes:\n  - text: caf\xe9\n", path="a.yaml")
    assert told(mistake) == (
        "2:14 [�] this file is not UTF-8: byte E9 makes no character"
        " | save it again as UTF-8 (most editors: Save As, Encoding)"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: b".encode("utf-16"), "this file is UTF-16, not UTF-8"),
        (b"a: b\n c\0", "a NUL character stands here"),
        ("a: \ud800", "half a character stands here (U+D800)"),
        (b"a: \xed\xa0\x80", "this file is not UTF-8: byte ED makes no character"),
    ],
)
def test_what_is_no_text(content: bytes | str, message: str) -> None:
    (mistake,) = mistakes_of(content, path="a.yaml")
    assert mistake.message == message


@pytest.mark.parametrize("content", [b"x" * 101, "x" * 101])
def test_a_document_of_more_than_the_allowed_size(content: bytes | str) -> None:
    story, (mistake,) = read_document(content, BUILTIN, Settings(max_bytes=100))
    assert story is None
    assert mistake.code == "too-large"


# ------------------------------------------------------------------ JSON Lines


def test_json_lines_one_story_a_line() -> None:
    lines = b'{"quotes": [{"text": "a"}]}\n\n{"quotes": [{"text": "b", "kind": "dirct"}]}\r\n{"quotes": [}\n{"quotes": [{"text": "c"}]}'
    loaded = list(read_lines(io.BytesIO(lines), BUILTIN, path="s.jsonl"))
    assert [story.path if story else None for story, _ in loaded] == ["s.jsonl:1", None, None, "s.jsonl:5"]
    label = loaded[1][1][0].labels[0]
    at = label.source.position(label.span.start)
    assert (label.source.path, at.line, at.column) == ("s.jsonl", 3, 35)
    assert label.source.line(3).startswith('{"quotes": [{"text": "b"')
    assert told(loaded[2][1][0]).startswith("4:13 [}] a value is wanted here")
    story = loaded[3][0]
    assert story is not None
    place = story.at("/quotes/0/text")
    assert place is not None
    assert place.source.position(place.span.start).line == 5


def test_a_line_that_is_too_long_or_no_text_does_not_end_the_run() -> None:
    lines = b'{"article": {"note": "' + b"x" * 500 + b'"}}\n\xff\n{}\n' + b"y" * 500
    loaded = list(read_lines(io.BytesIO(lines), BUILTIN, Settings(max_bytes=100), path="s.jsonl"))
    assert [[m.code for m in mistakes] for _, mistakes in loaded] == [["too-large"], ["not-utf-8"], [], ["too-large"]]


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_damaged_line_is_told_by_its_number_whatever_bytes_it_begins_with(mark: bytes) -> None:
    lines = b"{}\n{}\n" + mark + b"\x80bad\n{}\n"
    loaded = list(read_lines(io.BytesIO(lines), BUILTIN, path="s.jsonl"))
    assert [story.path if story else None for story, _ in loaded] == ["s.jsonl:1", "s.jsonl:2", None, "s.jsonl:4"]
    assert told(loaded[2][1][0]).startswith(f"3:1 [\ufffd] this line is not UTF-8: byte {mark[0]:02X} makes no character")


def test_a_byte_order_mark_before_the_first_line_is_that_of_the_file() -> None:
    loaded = list(read_lines(io.BytesIO("{}".encode("utf-16")), BUILTIN, path="s.jsonl"))
    assert [m.message for _, mistakes in loaded for m in mistakes] == ["this file is UTF-16, not UTF-8"]


def test_lines_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        read_so_far = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the buffer is a memoryview here
            line = b"{}\n" * (len(buffer) // 3)
            buffer[: len(line)] = line
            self.read_so_far += len(line)
            return len(line)

    endless = Endless()
    stories = read_lines(io.BufferedReader(endless, 3000), BUILTIN)
    for _ in range(10):
        assert next(stories)[0] is not None
    assert endless.read_so_far <= 6000


# ------------------------------------------------------------------ the slow way reads what the quick way reads


def test_both_readings_of_json_agree() -> None:
    text = json.dumps({"a": ["x", 1, -2.5, 1e300, None, True, {'é\n\\"/\u2028': "😀 \ud83d\ude00"}], "": {}})
    quick, _ = read_json(Source("a", text))
    slow, _ = read_json_slowly(Source("a", text), None)
    assert repr(_as_text(quick)) == repr(_as_text(slow))


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return value if value is None or isinstance(value, bool) else str(value)
