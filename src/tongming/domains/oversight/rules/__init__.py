"""Rules of the ledger: pure functions from a parsed document to proposals of tasks. No database, no clock."""

from tongming.domains.oversight.rules.deadlines import deadline_in, plan_year
from tongming.domains.oversight.rules.joining import Difference, Match, compared, differences, join, squeezed
from tongming.domains.oversight.rules.obligation import SIGNALS, signals
from tongming.domains.oversight.rules.progress import is_overdue, standing, worst
from tongming.domains.oversight.rules.proposing import ProposedSentence, ProposedTask, propose, sentence_key
from tongming.domains.oversight.rules.reading import Sentence, clauses, sentences
from tongming.domains.oversight.rules.units import NamedUnit, kinds_meant, named_unit

__all__ = [
    "SIGNALS",
    "Difference",
    "Match",
    "NamedUnit",
    "ProposedSentence",
    "ProposedTask",
    "Sentence",
    "clauses",
    "compared",
    "deadline_in",
    "differences",
    "is_overdue",
    "join",
    "kinds_meant",
    "named_unit",
    "plan_year",
    "propose",
    "sentence_key",
    "sentences",
    "signals",
    "squeezed",
    "standing",
    "worst",
]
