"""The base of every error that a user can cause and mend.

Engines, core and domains subclass it with business names; each face turns it into what its users see: one
line on the command line, a notice on a page, a problem answer of the API. Anything else that is raised is a
defect of ours.
"""


class UserError(Exception):
    """An error a user caused and can mend; its text is one Chinese sentence: what, where, what to do."""
