"""The marker for sentences that pure rooms own and that pages translate."""


def N_(msgid: str) -> str:  # noqa: N802  (the name every gettext tool looks for)
    """Marks *msgid* for translation without translating it: rules know no language, templates do."""
    return msgid
