"""The root of the errors that a person can mend: a sentence says what is wrong and what to do."""


class SessiondocError(Exception):
    """Shown as it is, without a traceback."""


class PlayerError(SessiondocError, RuntimeError):
    """A session could not be played, whatever its page states."""
