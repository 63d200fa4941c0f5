"""The rights she is told of, as data: what it is in plain words, where the law says it, and how sure the source is."""

from dataclasses import dataclass

from portal.core.words import N_


@dataclass(frozen=True)
class Right:
    """One right. *source* names Act and section as the law pack does; *is_verified* is False until a prosecution
    officer has signed the row off or the text itself was read."""

    key: str
    title: str
    text: str
    source: str
    is_verified: bool = True


RIGHTS: tuple[Right, ...] = (
    Right("protection_order", N_("Protection order"),
          N_("In domestic violence the Magistrate can forbid him to hurt, call or come near you. "
             "The Protection Officer writes the report for you, free."),
          N_("PWDVA 2005 s.5, s.18")),
    Right("residence", N_("Right to stay in the house"),
          N_("You may not be put out of the shared house, whoever owns it; "
             "the court can order him to leave or pay for another home."),
          N_("PWDVA 2005 s.17, s.19"), is_verified=False),
    Right("money", N_("Expenses and compensation"),
          N_("The court can order maintenance, costs of treatment and compensation for what you suffered."),
          N_("PWDVA 2005 s.20, s.22")),
    Right("custody", N_("Children with you"),
          N_("The court can give you the children for the time of the case."),
          N_("PWDVA 2005 s.21")),
    Right("victim_compensation", N_("Help from the State"),
          N_("For grave offences there is money from the State through the Legal Services Authority "
             "and the Rani Laxmi Bai Kosh, also before the judgment."),
          N_("BNSS 2023 s.396; NALSA Scheme 2018"), is_verified=False),
    Right("legal_aid", N_("Free lawyer"),
          N_("Every woman gets a lawyer free of charge from the District Legal Services Authority, whatever her income."),
          N_("Legal Services Authorities Act 1987 s.12(c)"), is_verified=False),
    Right("free_copy", N_("Free copy of the FIR"),
          N_("When an FIR is written, a copy is given to you at once and free."),
          N_("BNSS 2023 s.173(2)")),
    Right("refusal_route", N_("If the station does not write the FIR"),
          N_("Send it in writing by post to the Superintendent of Police; if that fails too, go to the Magistrate."),
          N_("BNSS 2023 s.173(4), s.175(3)")),
    Right("woman_officer", N_("A woman officer, at a place you choose"),
          N_("In offences against your body a woman officer writes your report, "
             "and your statement is taken at your home or where you choose."),
          N_("BNSS 2023 s.173(1), s.176(1), s.180(3)")),
    Right("medical", N_("Free treatment"),
          N_("After rape or acid attack every hospital, public or private, treats you free and at once."),
          N_("BNSS 2023 s.397")),
    Right("identity", N_("Your name stays hidden"),
          N_("In sexual offences nobody may make your name known; this kendra keeps it apart from the papers."),
          N_("BNS 2023 s.72; POCSO 2012 s.23")),
)


@dataclass(frozen=True)
class Remedy:
    """A step that is open to her when a station does not write her information down."""

    title: str
    sentence: str
    section: str


REMEDIES: tuple[Remedy, ...] = (
    Remedy(N_("To the Superintendent of Police, in writing and by post"),
           N_("Write what happened, as you told it at the station, and send it by registered or speed post. If it shows a "
              "cognizable offence, the Superintendent investigates himself or orders an officer to do so."),
           N_("BNSS 2023 s.173(4)")),
    Remedy(N_("Then to the Magistrate, with an affidavit"),
           N_("If that brings nothing, apply to the Magistrate of the area, with an affidavit and with proof that you wrote to "
              "the Superintendent. The Magistrate can order the police to investigate."),
           N_("BNSS 2023 s.173(4), s.175(3)")),
    Remedy(N_("A lawyer for both, free of charge"),
           N_("The District Legal Services Authority writes both papers with you and stands by you in court."),
           N_("Legal Services Authorities Act 1987 s.12(c)")),
    Remedy(N_("Keep these papers"),
           N_("This note, the receipt of your complaint, a copy of your letter and the receipt of the post."), ""),
)
RIGHT_KEYS = tuple(right.key for right in RIGHTS)


def right_of(key: str) -> Right:
    """The right called *key*; KeyError when there is none."""
    return _BY_KEY[key]


_BY_KEY = {right.key: right for right in RIGHTS}
