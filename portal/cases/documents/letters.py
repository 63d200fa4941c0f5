"""Letters that the law asks for in a case: each says to whom, on which provision, what, and who signs."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.cases.documents.parts import (
    Paper,
    band,
    is_to_verify,
    last,
    numbers,
    occurred,
    officer,
    people,
    read_paper,
    serial_of,
)
from portal.cases.queries.duties import compute
from portal.cases.queries.timeline import happened_lines
from portal.core import clock
from portal.core.errors import NotFound
from portal.core.feature import Built
from portal.core.filters import ist_date, ist_datetime
from portal.core.words import N_

WRONG_KIND = N_("This paper does not belong to a case of this kind.")
ONLY_CHILD = N_("This report is for a case with a child.")
SIGN_OFFICER, SIGN_RECEIVED = N_("Signature and seal of the officer"), N_("Received: day, hour, signature, seal")
UNSOURCED = N_("Code of Criminal Procedure 1973 (section to be verified)")
SIGN_HER, SIGN_WITNESS = N_("Her signature or thumb impression"), N_("Signature of a witness")


def _nothing(paper: Paper) -> list[tuple[str, str]]:
    return []


@dataclass(frozen=True)
class Letter:
    """One kind of letter. *blanks* are filled in by hand, *slip* is signed below, *facts* adds lines from the case.

    *older* is what stands otherwise in a case that goes on under the Code of Criminal Procedure. Where its sections were read
    stands in rules.older; where none was found, or the Sanhita asks something new, the letter names the Code alone. All of it
    waits for a prosecution officer, and the letter says so.
    """

    key: str
    label: str
    to: tuple[str, ...]
    subject: str
    basis: str
    clocks: tuple[str, ...]
    kinds: tuple[str, ...]
    paragraphs: tuple[str, ...]
    parts: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    blanks: tuple[str, ...] = ()
    slip: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None  # title, sentences, signatures
    signs: tuple[str, ...] = (SIGN_OFFICER, SIGN_RECEIVED)
    only_child: bool = False
    is_discreet: bool = False  # it comes to a house where sections or a token would tell what befell her
    facts: Callable[[Paper], list[tuple[str, str]]] = _nothing
    tells_steps: int = 0  # after which paragraph stands what happened so far; 0: nowhere
    older: Mapping[str, Any] = field(default_factory=dict)

    def under(self, procedure: str) -> "Letter":
        """The letter as it reads under *procedure* ("bnss" or "crpc")."""
        return replace(self, **self.older) if procedure == "crpc" else self


def _times(paper: Paper) -> list[tuple[str, str]]:
    return [(N_("Information received"), ist_datetime(paper.case.informed_at)),
            (N_("Send by, within 24 hours of the information"), ist_datetime(paper.case.informed_at + timedelta(hours=24)))]


def _place(paper: Paper) -> list[tuple[str, str]]:
    return [(N_("Occurrence"), occurred(paper.case)), (N_("Place of occurrence"), paper.case.place)]


def _informed(paper: Paper) -> list[tuple[str, str]]:
    return _times(paper)[:1]


def _sent_on(paper: Paper) -> list[tuple[str, str]]:
    sent = last(paper, "zero_fir_sent")
    return [*_place(paper), (N_("Station it is sent to"), sent.details.get("station", "") if sent else "")]


def _told_on(paper: Paper) -> list[tuple[str, str]]:
    return [(N_("Ninety days end on"), ist_date(clock.to_ist(paper.case.registered_at).date() + timedelta(days=90)))]


def _child(paper: Paper) -> list[tuple[str, str]]:
    ages = ", ".join(str(one.age_years) for one in paper.file.victims if one.is_minor and one.age_years is not None)
    return [(N_("Age of the child in years"), ages), *_informed(paper), *_place(paper)]


BY_DOCTOR = N_("By a registered medical practitioner of a Government or local authority hospital, or with consent another")
REPORT_SAYS = N_("The report says that consent was obtained, the exact time of beginning and end, and the reasons for each "
                 "conclusion")
CHILD_AND_TEST = (
    (N_("A girl child: by a woman doctor, with a parent or a person she trusts, also without FIR"), N_("POCSO 27")),
    (N_("No two-finger test is done; past sexual history is not asked"), N_("orders of the Supreme Court; verify")))
WHEN_TO_ASK = N_("You can ask the officer named below at any time. If you are not content, write to the Superintendent of Police.")
IF_THREATENED = N_("Tell the officer if you are threatened or if anybody asks you to withdraw. Free legal aid is given by the "
                   "District Legal Services Authority.")

LETTERS: tuple[Letter, ...] = (
    Letter(
        "medical-requisition", N_("Requisition for medical examination"),
        (N_("Medical officer, women's or district hospital"),), N_("Medical examination of the victim, with her consent"),
        N_("BNSS 184, 397; POCSO 27"), ("MED-01", "POC-07"), ("fir", "zero_fir"),
        (N_("Please examine the victim named below, who is sent with a woman police officer, and record what the law asks for."),
         N_("The examination needs her consent, or that of someone competent to give it for her. First aid and treatment are free "
            "and are not kept waiting for any paper.")),
        parts=("victim",), facts=_times,
        points=((BY_DOCTOR, N_("BNSS 184(1)")), (REPORT_SAYS, N_("BNSS 184(2)–(5)")),
                (N_("The report is sent within seven days"), N_("BNSS 184(6)")), *CHILD_AND_TEST),
        blanks=(N_("Woman officer who accompanies her"), N_("Hospital, day and hour of arrival"), N_("Examining doctor")),
        slip=(N_("Consent"), (N_("It was explained to me in my language what will be examined and why, and that I may refuse all of it "
                                 "or a part without losing treatment or my complaint."),
                              N_("I consent  ☐      I consent to a part  ☐      I do not consent  ☐")),
              (SIGN_HER, N_("For a child or someone who cannot consent: parent or guardian"), SIGN_WITNESS)),
        older={"basis": N_("CrPC 164A; POCSO 27"), "facts": _informed, "points": (
            (BY_DOCTOR, N_("CrPC 164A")), (REPORT_SAYS, N_("CrPC 164A")), *CHILD_AND_TEST)}),
    Letter(
        "witness-notice", N_("Notice to a witness"), (N_("The witness named below"),), N_("Notice to attend as a witness"),
        N_("BNSS 179(1)"), ("INV-05",), ("fir", "zero_fir"),
        (N_("You seem to know facts of this case. You are asked to tell them to the investigating officer."),
         N_("A woman, a child under fifteen, a man over sixty, and anyone with a disability or acute illness is heard at home and "
            "is not called to the police station, unless she or he chooses to come."),
         N_("Nobody may ask you for money for this. You need not answer what would make you guilty of an offence yourself.")),
        blanks=(N_("Name and residence of the witness"), N_("Day and hour"), N_("Place (home, for those named above)"),
                N_("Woman officer who will come")),
        slip=(N_("Received"), (N_("I received this notice and it was read to me."),), (SIGN_WITNESS, N_("Officer who served it"))),
        signs=(SIGN_OFFICER,), is_discreet=True, older={"basis": N_("CrPC 160")}),
    Letter(
        "progress-letter", N_("Letter to her on the progress"), (N_("The informant or victim of this case"),),
        N_("Progress of the investigation"), N_("BNSS 193(3)(ii)"), ("INV-10",), ("fir", "zero_fir"),
        (N_("The law gives you the right to know within ninety days how far the investigation of your case is. This is how it stands:"),
         WHEN_TO_ASK, IF_THREATENED),
        parts=(), facts=_told_on, tells_steps=1, signs=(SIGN_OFFICER,),
        slip=(N_("Received"), (N_("I received this letter. It reached me safely."),), (SIGN_HER, N_("Day"))),
        older={"basis": UNSOURCED, "facts": _nothing,
               "paragraphs": (N_("This is how far the investigation of your case is:"), WHEN_TO_ASK, IF_THREATENED)}),
    Letter(
        "cwc-report", N_("Report to the Child Welfare Committee and the Special Court"),
        (N_("Child Welfare Committee"), N_("Special Court under the POCSO Act")),
        N_("Report of an offence against a child"), N_("POCSO 19(6); Rules 2020, 4"), ("POC-03", "POC-09"), ("fir", "zero_fir", "missing"),
        (N_("Information of an offence against a child was received as told below. It is reported within twenty-four hours."),
         N_("The child's name is not written here; it follows under seal. Nobody may publish anything that makes the child known.")),
        parts=("victim",), facts=_child, only_child=True,
        points=((N_("The child needs care and protection:  ☐ yes   ☐ no"), N_("POCSO 19(5)")),
                (N_("The offender lives in the same household, or the child has no home or support:  ☐ yes   ☐ no"),
                 N_("Rule 4(4); produce within 24 hours")),
                (N_("Taken to hospital:  ☐ yes   ☐ no"), N_("POCSO 27")),
                (N_("Support person asked for, with consent:  ☐ yes   ☐ no"), N_("Rule 4(8)")),
                (N_("Preliminary assessment (Form B) enclosed:  ☐ yes   ☐ no"), N_("Rule 4(14); verify"))),
        blanks=(N_("Where the child is now and with whom"),)),
    Letter(
        "zero-fir-note", N_("Note sending a zero FIR on"), (N_("Officer in charge of the police station named below"),),
        N_("Zero FIR sent on for investigation"), N_("BNSS 173(1)"), ("FIR-11",), ("zero_fir",),
        (N_("The information of an offence within your jurisdiction was recorded here under number zero and is sent to you with all "
            "papers. Please register it and tell this station your number."),
         N_("What could not wait was done here: medical examination, care for her, and securing of evidence, as listed.")),
        parts=("informant",), facts=_sent_on, tells_steps=2,
        blanks=(N_("Enclosures, by number"), N_("FIR number given by the receiving station")),
        older={"basis": N_("CrPC 154")}),
    Letter(
        "ncr-slip", N_("NCR slip with referral to the Magistrate"), (N_("The informant"),),
        N_("Non-cognizable report and referral"), N_("BNSS 174(1)"), ("NC-01", "NC-03"), ("ncr",),
        (N_("Your information was entered. For an offence of this kind the police may not investigate without an order of the "
            "Magistrate, so you are referred to the Magistrate. You may go yourself or with a lawyer; legal aid is free for women."),
         N_("If something worse happened or happens – a threat to life, violence, stalking, a sexual offence, an offence against a "
            "child – tell the police at once: then it is an FIR, and this report goes with it.")),
        facts=_place, blanks=(N_("Magistrate's court"),), signs=(SIGN_OFFICER,),
        slip=(N_("Received"), (N_("I received a copy of this report free."),), (SIGN_HER, N_("Day and hour"))),
        older={"basis": N_("CrPC 155")}),
    Letter(
        "fir-copy", N_("Acknowledgement of the free copy of the FIR"), (N_("The informant or victim"),),
        N_("Copy of the FIR, free of charge"), N_("BNSS 173(2)"), ("FIR-06",), ("fir", "zero_fir"),
        (N_("A copy of the information as recorded is given to you with this paper, free and at once."),
         N_("What you told was read over to you. If something is wrong or missing, say so now; it is written down.")),
        facts=_place, signs=(SIGN_OFFICER,),
        slip=(N_("Received"), (N_("The information was read over to me and is right. I received a copy free."),),
              (SIGN_HER, N_("Day and hour"))), older={"basis": N_("CrPC 154")}),
)


def _numbers(letter: Letter, paper: Paper) -> list[tuple[str, str]]:
    return numbers(paper)[:2] if letter.is_discreet else [*numbers(paper), (N_("Complaint"), paper.file.token)]


def build_letter(kind: Letter) -> Callable[..., Built]:
    """The builder of one kind of letter, as Document wants it."""
    def build(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping[str, Any]) -> Built:
        paper = read_paper(scope, actor, subject_id, options)
        letter = kind.under(paper.case.procedure_code)
        if paper.case.kind not in letter.kinds:
            raise NotFound(WRONG_KIND)
        if letter.only_child and not any(one.is_minor for one in paper.file.victims):
            raise NotFound(ONLY_CHILD)
        facts = letter.facts(paper)  # what is not known yet is a line for the pen
        context = {
            "open_copy": band(paper), "day": ist_date(clock.today()), "to": letter.to, "subject": letter.subject,
            "basis": letter.basis,
            "numbers": [pair for pair in _numbers(letter, paper) if pair[1]],
            "facts": [pair for pair in facts if pair[1]], "people": people(paper, *letter.parts),
            "paragraphs": letter.paragraphs, "points": letter.points, "blanks": [*(label for label, value in facts if not value), *letter.blanks], "slip": letter.slip,
            "signs": letter.signs, "steps": _steps(paper) if letter.tells_steps else [],
            "steps_after": letter.tells_steps,
            "is_to_verify": is_to_verify(paper, *letter.clocks),
            "is_under_old_code": paper.case.procedure_code == "crpc" and bool(letter.older), "officer": officer(paper.case.io_id, paper.language),
            "serial": serial_of(paper.case),
        }
        return Built(paper.case.unit_id, serial_of(paper.case), context, paper.case)
    return build


def _steps(paper: Paper) -> list[tuple[str, str]]:
    """What happened so far, in words without names: day and step."""
    language = "en" if paper.language == "en" else "hi"
    lines = happened_lines(paper.file, compute(paper.file, clock.now()), language)
    return [(ist_date(line.at), line.title) for line in lines if not line.is_withdrawn]
