"""The one error of the knowledge package."""


class KnowledgeError(ValueError):
    """A fact that cannot be used.

    Attributes: `file` (its name under data/knowledge), `line` (from 1), `rule` (a short English
    id such as "phone") and `explanation` (Swedish, for the person who edits the facts).
    """

    def __init__(self, file: str, line: int, rule: str, explanation: str) -> None:
        """Keep the place and the rule; the message names all four."""
        super().__init__(f"{file}, rad {line} [{rule}]: {explanation}")
        self.file = file
        self.line = line
        self.rule = rule
        self.explanation = explanation
