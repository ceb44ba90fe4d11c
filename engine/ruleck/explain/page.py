"""Rules as their authors check them: the reading, the reason, the fields, and an example of each side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import dedent

from ruleck.facts.vocabulary import Vocabulary
from ruleck.meaning import program as p
from ruleck.reports.snippet import WIDTH, printable, wrap


def overview(program: p.Program) -> str:
    """Every rule of a program, without examples."""
    return "\n".join("".join(f"{line}\n" for line in heading(rule, program.vocabulary)) for rule in program.rules)


def page(rule: p.Rule, vocabulary: Vocabulary) -> str:
    """One rule with what passes and what fails, by its own examples, or how to add one."""
    lines = list(heading(rule, vocabulary))
    for outcome, does in (("accepts", "passes"), ("rejects", "fails")):
        found = next((example for example in rule.examples if example.outcome == outcome), None)
        lines.append("")
        if found is not None:
            lines += [f"  {does}:", *(f"    {line}" for line in as_written(found))]
            continue
        lines.append(f"  no example shows what {does}; one can stand under the sentence, such as")
        lines.append(f'    {outcome} "in a few words" {blank_fact(rule)}')
    more = len(rule.examples) - len({e.outcome for e in rule.examples} & {"accepts", "rejects"})
    if more > 0:
        lines += ["", f"  {more} more {'example stands' if more == 1 else 'examples stand'} with the rule"]
    return "".join(f"{line}\n" for line in lines)


def heading(rule: p.Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """Where the rule stands, what it is called and for what, how it reads, why, and what it reads."""
    at = rule.place.source.position(rule.place.span.start)
    yield printable(f"{rule.place.source.path}:{at.line}  {rule.id}  ({rule.severity})")
    if rule.summary:
        yield from paragraph(rule.summary)
    yield from (part for line in rule.reading.split("\n") for part in paragraph(line))
    because = "".join(part if isinstance(part, str) else f"{{{part.written}}}" for part in rule.because)
    if because:
        yield from paragraph(f"because {because}")
    if rule.see:
        yield from paragraph(f"see {', '.join(rule.see)}")
    if rule.tags:
        yield from paragraph(f"tags: {', '.join(rule.tags)}")
    fields = list(fields_read(rule, vocabulary))
    if fields:
        yield from paragraph(f"reads: {', '.join(fields)}")


def fields_read(rule: p.Rule, vocabulary: Vocabulary) -> Iterable[str]:
    """The fields that a rule reads, with what stands in for them where nothing is said."""
    for kind, names in rule.reads.items():
        for name in sorted(names):
            field = vocabulary.kinds[kind].fields[name]
            default = field.default if isinstance(field.default, str) else ("no" if field.default is False else None)
            yield f"{kind}.{name}" + (f" ({default} unless said)" if default else "")


def as_written(example: p.Example) -> list[str]:
    """An example as it stands in its file, from the left margin."""
    place = example.at
    text = place.source.text[place.span.start : place.span.end]
    first, *rest = text.split("\n")
    below = dedent("\n".join(rest)).split("\n") if rest else []
    return [printable(line.rstrip()) for line in (first, *(f"  {line}" for line in below))]


def blank_fact(rule: p.Rule) -> str:
    """A fact of the kind that the rule looks at, with the fields that it reads left to be filled in."""
    kinds = list(rule.reads)
    kind = subject_kind(rule) or (kinds[0] if kinds else "article")
    fields = ", ".join(f"{name}: …" for name in sorted(rule.reads.get(kind, ())))
    return f"{kind} {{{fields or '…'}}}"


def subject_kind(rule: p.Rule) -> str | None:
    """The kind of fact that the sentence goes through, where it is all of a kind."""
    if rule.iteration is not None:
        return rule.iteration.kind
    members = rule.body.members
    if members is None:
        return None
    return members.root.kind if isinstance(members.root, p.Every | p.Group) else None


def paragraph(text: str) -> list[str]:
    """Lines of a paragraph, indented."""
    first, *rest = wrap(printable(text), WIDTH - 4)
    return [f"  {first}", *(f"    {line}" for line in rest)]
