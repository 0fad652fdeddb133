"""Whether a sentence obliges a body (义务句), and by which signals one can tell.

Signals: `modal` (要、应当、必须、不得… said of a body or at the start of a clause), `deadline`, `target` (a figure to be
reached), `imperative` (a clause without subject that opens with a verb of work: 推进、加强、建立…), `assigned` (由…牵头).
What only tells, defines, explains, cites a superior or closes a document by formula does not oblige: those guards are looked
at first. Words inside quotes, titles and brackets count for nothing. The judgement is a proposal; a person confirms it.
"""

import re

from tongming.domains.oversight.rules import lexicon as words
from tongming.domains.oversight.rules.deadlines import deadline_in
from tongming.domains.oversight.rules.splitting import masked

SIGNALS = {
    "modal": "要求用语",
    "deadline": "完成时限",
    "target": "量化指标",
    "imperative": "部署用语",
    "assigned": "分工",
}
LONGEST_PREFIX = 6


def signals(text: str, *, year: int | None = None, background: bool = False) -> tuple[str, ...]:
    """Return the signals by which a sentence (with its lead) obliges a body; empty when it does not.

    `background` says that the sentence stands where a document explains itself (preamble, 指导思想, 重要意义): there only
    a body named with a modal word, a deadline or a target obliges.
    """
    plain = masked(text.strip())
    due = deadline_in(text, year) is not None or (year is None and deadline_in(text, 2000) is not None)
    if words.NEVER.search(plain) or (words.FORMULA.search(plain) and not due) or is_for_others(plain):
        return ()
    found: list[str] = []
    guided = bool(words.GUIDING.search(plain))
    telling = bool(words.TELLING.search(plain)) or _is_past(plain, year)
    if not guided and has_modal(plain, with_bearer=background, only_legal=telling):
        found.append("modal")
    if telling:
        return tuple(found)
    if due:
        found.append("deadline")
    if words.TARGET.search(plain):
        found.append("target")
    if words.ASSIGNED.search(plain):
        found.append("assigned")
    if not background and not guided and opens_with_work(plain):
        found.append("imperative")
    return tuple(found)


def has_modal(plain: str, *, with_bearer: bool = False, only_legal: bool = False) -> bool:
    """Tell whether a modal word is said of a body, or (unless `with_bearer`) opens a clause or is a legal one (应当、必须、不得).

    `only_legal`: an opening 要 or 确保 is not enough, as in a sentence that tells how things stand.
    """
    for clause in re.split(r"[，；：,;]", plain):
        for found in words.MODAL.finditer(clause):
            before = clause[: found.start()].strip()
            if words.RELATIVE.match(clause[found.end() :]):
                continue
            opens = not before or bool(words.CONNECTIVE.fullmatch(before))
            if bearer_before(before) or (
                not with_bearer and (found[0] in words.LEGAL or (opens and not only_legal))
            ):
                return True
    return False


def bearer_before(before: str) -> str:
    """Return the body that the words before a modal word name, as printed, or an empty string."""
    found = words.BEARER.search(before)
    return before[: found.end()] if found else ""


def is_for_others(plain: str) -> bool:
    """Tell whether a sentence speaks to citizens, applicants or firms, and to no body besides."""
    if not words.OTHERS.search(plain):
        return False
    rest = words.OTHERS.sub("", plain)
    return not has_modal(rest, with_bearer=True)


def _is_past(plain: str, year: int | None) -> bool:
    """Tell whether the sentence opens with a year before the plan's."""
    found = words.OPENING_YEAR.match(plain)
    return bool(found and year and int(found[1]) < year)


def opens_with_work(plain: str) -> bool:
    """Tell whether the first clause that is no adverbial opens with a verb of work."""
    rest = plain
    for _ in range(LONGEST_PREFIX):
        rest = words.CONNECTIVE_START.sub("", rest)
        if _is_work(rest):
            return True
        shorter = words.ADVERBIAL.sub("", rest, count=1)
        if shorter == rest:
            shorter = words.SUBJECT.sub("", rest, count=1)
        if shorter == rest:
            return False
        rest = shorter
    return False


def _is_work(rest: str) -> bool:
    if words.COPULA.match(rest):
        return False
    verb = words.VERB.match(rest)
    if verb:
        after = rest[verb.end() :]
        as_noun = verb["verb"] in words.ALSO_NOUNS and words.NOUN_USE.match(after)
        if not words.NOUN_AFTER.match(after) and not as_noun:
            return True
    return bool(words.HANDLED.match(rest))
