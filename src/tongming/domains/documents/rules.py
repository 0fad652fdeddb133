"""Rules of the library: from a parsed document to publication content, proposals of theme, effect of a repeal. Pure functions."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tongming.domains.documents.taxonomy import THEMES, known_genre, split_theme

EFFECTIVE = re.compile(
    r"自(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日起(?:施行|实施|执行|生效|试行)"
)
FROM_ISSUE = re.compile(r"自(?:印发|发布|公布|下发)之日起(?P<later>\d+日后)?(?:施行|实施|执行|生效|试行)")
UNTIL = re.compile(r"有效期(?:至|到|截至)(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
SUMMARY_LENGTH = 120
TOO_COMMON = frozenset(
    {"其他", "国务院", "标准"}
)  # words of the classification that titles use in other senses


def effective_on(text: str, formed_on: date | None) -> date | None:
    """Return the 施行日期 that a text names for itself: the last such clause, since it stands at the end; None when it names none."""
    dated = list(EFFECTIVE.finditer(text))
    if dated:
        return _date(dated[-1])
    issued = list(FROM_ISSUE.finditer(text))
    if issued and formed_on and not issued[-1]["later"]:
        return formed_on
    return None


def expires_on(text: str) -> date | None:
    """Return the first day on which a text no longer holds, when it names the last day of its validity (有效期至)."""
    found = UNTIL.search(text)
    last = _date(found) if found else None
    return last + timedelta(days=1) if last else None


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def proposed_theme(title: str) -> tuple[str, str]:
    """Propose (theme, subtheme) from words of the title; empty strings when none of the list's words stands there.

    The longest word of the classification found in the title wins; an officer confirms or changes it.
    """
    best = ("", "", 0)
    for theme, subthemes in THEMES.items():
        for subtheme in subthemes:
            for word in re.split(r"[、（）]", subtheme):
                if len(word) > max(1, best[2]) and word not in TOO_COMMON and word in title:
                    best = (theme, subtheme, len(word))
    return best[0], best[1]


def summary_of(text: str) -> str:
    """Propose a 内容概述: the first full sentences of the body up to some 120 characters, verbatim."""
    sentences = re.findall(r"[^。！？\n]{10,}[。！？]", text)
    summary = ""
    for sentence in sentences:
        if summary and len(summary) + len(sentence) > SUMMARY_LENGTH:
            break
        summary += sentence.strip()
    return summary[: SUMMARY_LENGTH * 2]


def full_text(parsed: dict[str, Any]) -> str:
    """Return everything a parsed document says as plain text, one paragraph per line: body, annexes, tables."""
    lines = _lines(parsed["outline"])
    for attachment in parsed["attachments"]:
        lines += [attachment["title"] or "", *_lines(attachment["outline"])]
    for table in parsed["tables"]:
        lines += [table["title"] or "", *("\t".join(row) for row in [table["header"], *table["rows"]])]
    return "\n".join(line for line in lines if line)


def _lines(nodes: list[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    for node in nodes:
        glue = " " if node["kind"] in {"编", "章", "节", "条"} else ""
        lead = f"{node['number'] or ''}{glue}{node['heading'] or ''}".strip()
        runs_in = bool(node["text"]) and (not node["heading"] or node["heading"][-1] in "。：:；")
        lines += (
            [f"{lead}{glue if not node['heading'] else ''}{node['text']}"]
            if runs_in
            else [lead, node["text"]]
        )
        lines += _lines(node["children"])
    return lines


def content_from_parsed(parsed: dict[str, Any]) -> dict[str, Any]:
    """Return publication content made of a parsed document (the shape of `ParsedDocument.to_dict()`).

    Nothing is invented: a field the document does not print stays empty for the officer to fill.
    """
    metadata = parsed.get("metadata") or {}
    text = full_text(parsed)
    formed = date.fromisoformat(parsed["date"]) if parsed.get("date") else None
    theme, subtheme = split_theme(metadata.get("theme") or "")
    if not theme:
        theme, subtheme = proposed_theme(parsed.get("title") or "")
    effective = effective_on(text, formed)
    expires = expires_on(text)
    return {
        "title": parsed.get("title") or "",
        "doc_number": parsed.get("doc_number"),
        "issuers": parsed.get("issuers") or [],
        "genre": known_genre(parsed.get("genre")),
        "theme": theme,
        "subtheme": subtheme,
        "disclosure": parsed.get("disclosure") or "",
        "formed_on": parsed.get("date"),
        "first_published_on": metadata.get("published_on"),
        "effective_on": metadata.get("effective_on") or (effective.isoformat() if effective else None),
        "expires_on": expires.isoformat() if expires else None,
        "index_number": metadata.get("index_number"),
        "summary": summary_of(text),
        "keywords": metadata.get("keywords") or [],
        "body": parsed,
        "text": text,
    }


def corrected_content(
    before: dict[str, Any], fields: dict[str, Any], parsed: dict[str, Any] | None
) -> dict[str, Any]:
    """Return draft content after an officer's correction: the fields as typed, the structure of the text as parsed anew.

    `parsed` is None while the text is unchanged: then the structure stays, with the tables that only the original shows. What the
    parser reads of title, number and dates never overrides the officer.
    """
    if not fields["text"]:
        return {**before, **fields, "body": {}}
    return {**before, **fields, "body": parsed or before.get("body") or {}}


@dataclass(frozen=True)
class RepealEffect:
    """What a confirmed repeal does to the repealed text: the state, from which day, for which articles."""

    state: str
    valid_from: date
    articles: tuple[str, ...]
    valid_to: date | None = None


def repeal_effect(
    role: str,
    articles: list[str],
    *,
    acting_effective_on: date | None,
    acting_formed_on: date | None,
    today: date,
    ended_on: date | None = None,
) -> RepealEffect | None:
    """Return the effect of a confirmed repeal or amendment (fact sheet 19, "Validity states"), or None for other relations.

    It takes effect on the 施行日期 of the repealing act (else its 成文日期, else today); named articles make it partial. `ended_on` is the day
    from which the cited text has ended already: an amendment that is confirmed late holds until then and revives nothing.
    """
    since = acting_effective_on or acting_formed_on or today
    if role == "repeals" and not articles:
        return RepealEffect("repealed", since, ())
    if role not in {"repeals", "amends"} or (ended_on is not None and ended_on <= since):
        return None
    state = "partly_ended" if role == "repeals" else "amended"
    return RepealEffect(state, since, tuple(articles), ended_on)
