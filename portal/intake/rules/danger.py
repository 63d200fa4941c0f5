"""The danger questions: at most eight, plain; a level; and what is done now. Tools for ear and eye, not a forecast."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.core.words import N_

ANSWERS: dict[str, str] = {"yes": N_("Yes"), "no": N_("No"), "unsure": N_("Not clear")}
LEVELS: dict[str, str] = {
    "now": N_("Danger now"),
    "high": N_("High danger"),
    "watch": N_("Keep watch"),
    "none": N_("No danger found"),
}


@dataclass(frozen=True)
class Question:
    """One question: *worrying* is the answer that counts, *weighs* the level it makes, *calls* what is done then."""

    key: str
    text: str
    weighs: str
    calls: tuple[str, ...]
    worrying: str = "yes"


QUESTIONS: tuple[Question, ...] = (
    Question("he_is_near", N_("Is he here, or has he followed her, or does he wait outside?"), "now",
             ("room", "call_112", "not_home")),
    Question("is_hurt", N_("Is she hurt or bleeding, or is there pain she needs a doctor for?"), "now", ("medical",)),
    Question("strangled", N_("Did he press her neck or stop her breath, even once?"), "now", ("medical", "not_home")),
    Question("threat_to_kill", N_("Has he threatened to kill her, or shown a weapon, fire or acid?"), "high",
             ("call_112", "not_home")),
    Question("children_in_danger", N_("Is a child in danger with him now?"), "now", ("children", "call_112")),
    Question("can_go_home", N_("Can she go home today without fear?"), "high", ("shelter", "not_home"), worrying="no"),
    Question("thinks_of_dying", N_("Has she thought of ending her life?"), "now", ("stay_with", "medical")),
    Question("is_girl", N_("Is she under 18 years?"), "watch", ("child_committee", "not_home_alone")),
)

TO_DO: dict[str, str] = {
    "room": N_("Take her to a separate room at once; nobody who came with him may enter."),
    "call_112": N_("Call 112 now and tell the station officer; send a patrol if he is near."),
    "medical": N_("Doctor first: call 108 or take her to the government hospital now. Treatment is free; papers can wait."),
    "stay_with": N_("Do not leave her alone. A woman officer sits with her until a doctor or counsellor has come."),
    "children": N_("Send a patrol to the child now; call 1098."),
    "shelter": N_("Offer the One Stop Centre or Shakti Sadan for tonight; arrange the vehicle. Call 181."),
    "not_home": N_("Do not send her home with him, whoever asks for it."),
    "child_committee": N_("Tell the Child Welfare Committee and call 1098; "
                          "no settlement and no counselling in place of law."),
    "not_home_alone": N_("She goes only with a person she names and trusts, in writing; "
                         "otherwise by order of the Committee."),
}

ALL_ANSWERED = N_("Answer every question; “not clear” is an answer too.")
DONE_BEFORE = N_("This was written down as done already.")
DONE_UNKNOWN = N_("Choose from the list of what is to be done.")
_ORDER = ("now", "high", "watch", "none")


def worries(answers: Mapping[str, str]) -> list[Question]:
    """The questions whose answer gives cause, those that were "not clear" not among them."""
    return [question for question in QUESTIONS if answers.get(question.key) == question.worrying]


def danger_level(answers: Mapping[str, str]) -> str:
    """now, high, watch or none. An answer that is not clear is watched; two high signs together are danger now."""
    levels = [question.weighs for question in worries(answers)]
    if "now" in levels or levels.count("high") >= 2:
        return "now"
    if "high" in levels:
        return "high"
    unclear = any(answers.get(question.key) == "unsure" for question in QUESTIONS)
    return "watch" if levels or unclear else "none"


def to_do(answers: Mapping[str, str]) -> list[str]:
    """Keys of TO_DO for *answers*, each once, the most pressing first."""
    called = {call for question in worries(answers) for call in question.calls}
    return [key for key in TO_DO if key in called]


def is_complete(answers: Mapping[str, str]) -> bool:
    """Whether every question has an answer of the list."""
    return all(answers.get(question.key) in ANSWERS for question in QUESTIONS)


def are_known(done: Iterable[str]) -> bool:
    """Whether *done* names only things of TO_DO."""
    return all(key in TO_DO for key in done)


def worse(one: str, other: str) -> str:
    """The graver of two levels."""
    return min(one, other, key=_ORDER.index)
