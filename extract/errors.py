"""The errors that a user can meet: one line each, saying which file, what is wrong and what to do."""


class PressEventsError(Exception):
    """What all our errors share: catch this one to go on with the other documents."""


class ReadError(PressEventsError):
    """A document cannot be read: ``FILE: what is wrong; what to do``."""


class PatternError(PressEventsError):
    """A pattern file has a mistake: ``FILE: pattern ID: key: what is wrong``."""


class OutputError(PressEventsError):
    """The log cannot be written or resumed: ``FILE: what is wrong; what to do``."""
