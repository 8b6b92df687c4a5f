"""Days and moments as they cross the wire: those of the calendar (Gregorian, from year 1), and no other."""

_LONG, _SHORT = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])", "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)-02-29"
DAY = f"([0-9]{{3}}[1-9]|[0-9]{{2}}[1-9]0|[0-9][1-9]00|[1-9]000)-({_LONG}|{_SHORT}|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}"
"""``2026-11-24``. A day that is none would sort among the real ones, and whoever shows it would stumble."""
INSTANT = f"({DAY})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{{3}}Z"
"""``2026-11-24T09:47:12.042Z``: RFC 3339 in UTC with milliseconds."""
