"""The kinds of a case, the register each stands in, and the words for what an accused or an officer may be."""

from portal.core.words import N_

KINDS: dict[str, str] = {
    "fir": N_("FIR"),
    "zero_fir": N_("Zero FIR"),
    "ncr": N_("Non-cognizable report (NCR)"),
    "missing": N_("Missing girl or woman"),
}
REGISTER_OF: dict[str, str] = {"fir": "fir", "zero_fir": "fir", "ncr": "ncr", "missing": "missing"}
# What stands before the serial of the parallel record: it is not the number of the FIR.
PREFIXES: dict[str, str] = {"fir": N_("Case"), "ncr": N_("NCR entry"), "missing": N_("Missing entry")}

ACCUSED_STATES: dict[str, str] = {
    "at_large": N_("At large"),
    "noticed": N_("Notice served, not arrested"),
    "arrested": N_("Arrested"),
    "bail": N_("On bail"),
    "released": N_("Released"),
}

# Who may be named investigating officer; a circle officer where the law asks that rank (SC/ST Rules 1995, rule 7).
IO_ROLES = ("enquiry_officer", "kendra_incharge", "sho")
SENIOR_IO_ROLES = ("circle_officer",)
SENIOR_RANKS = frozenset({"DSP", "ASP", "SP", "SSP", "DIG", "IG", "ADG", "DGP"})

CHILD_NEEDS_FIR = N_("A missing child is always an FIR (Bachpan Bachao Andolan, 2013): this cannot end as mere information. "
                     "Record the FIR number first.")
