"""The languages that a story may say it is written in, so that it is read aloud and broken into lines as such."""

from __future__ import annotations

import re

# ISO 639-1, the two-letter codes.
_CODES = (
    " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv"
    " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne"
    " ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st"
    " su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
_TAG = re.compile(r"([A-Za-z]{2})(-[A-Za-z]{4})?(-[A-Za-z]{2})?")


def language_tag(written: str) -> str | None:
    """The language as a page names it; none where it is written in another way (`English`).

    >>> language_tag("pt-BR"), language_tag("English")
    ('pt-BR', None)
    """
    found = _TAG.fullmatch(written)
    return written if found and f" {found[1].lower()} " in _CODES else None
