"""From facts to sections, as a table: which facts together disclose which sections, for a child, an adult or both."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Disclosure:
    """All of *facts* together disclose *keys*. *for_child*: True only under 18, False only from 18 on, None both."""

    facts: frozenset[str]
    keys: tuple[str, ...]
    for_child: bool | None = None


def _of(facts: str, keys: str, for_child: bool | None = None) -> Disclosure:
    return Disclosure(frozenset(facts.split()), tuple(keys.split()), for_child)


# Acts of penetration. For a child consent and marriage count for nothing (BNS 63, Exception 2; POCSO).
PENETRATION = frozenset({"rape", "husband_forces", "husband_separated", "authority_misused", "false_promise"})
AGGRAVATED = frozenset({"gang", "doer_in_authority", "pregnant_or_incapable", "rape_death", "convicted_of_rape", "husband_forces",
                        "husband_separated", "lasting_damage"})
TOUCH = frozenset({"touched", "disrobed"})
HARASSMENT = frozenset({"favours_demanded", "remarks", "gestures", "followed", "watched", "image_shared", "obscene_messages",
                        "child_shown_obscene"})
BY_CONVICTION = ("BNS:77", "BNS:78(2)")  # two rows each, by an earlier conviction

DISCLOSES: tuple[Disclosure, ...] = (
    # home
    _of("together", "BNS:3(5)"),
    _of("cruelty", "BNS:85 PWDVA:12"), _of("dowry_demand", "DP:4 BNS:85 PWDVA:12"), _of("dowry_given", "DP:3"),
    _of("streedhan", "BNS:316(2) DP:6(2) PWDVA:12"), _of("dowry_death", "BNS:80(2) BNS:85 DP:3 DP:4"),
    _of("turned_out", "PWDVA:12"), _of("family_violence", "PWDVA:12"), _of("dowry_advertised", "DP:4A"),
    _of("order_breached", "PWDVA:31"),
    _of("husband_forces", "BNS:85 PWDVA:12"),
    # body
    _of("hurt", "BNS:115(2)"), _of("grievous_hurt", "BNS:117(2)"), _of("lasting_damage", "BNS:117(3)"),
    _of("hurt weapon", "BNS:118(1)"), _of("grievous_hurt weapon", "BNS:118(2)"), _of("attempt_to_kill", "BNS:109(1)"),
    _of("killed", "BNS:103(1)"), _of("killed_by_group", "BNS:103(2)"), _of("driven_to_suicide", "BNS:107", True),
    _of("driven_to_suicide", "BNS:108", False), _of("drugged", "BNS:123"), _of("path_blocked", "BNS:126(2)"),
    _of("confined", "BNS:127(2)"), _of("confined_three_days", "BNS:127(3)"), _of("confined_ten_days", "BNS:127(4)"),
    _of("confined_secretly", "BNS:127(6)"), _of("miscarriage_forced", "BNS:89"), _of("miscarriage", "BNS:88 BNS:88(quick)"),
    _of("miscarriage_death", "BNS:90(1)"), _of("miscarriage_death miscarriage_forced", "BNS:90(2)"),
    _of("unborn_child_killed", "BNS:92"), _of("sex_selection", "BNS:91"),
    # sexual, for women; what a child adds follows from candidates.py
    _of("rape", "BNS:64(1)"), _of("rape doer_in_authority", "BNS:64(2)"),
    _of("rape pregnant_or_incapable", "BNS:64(2)"), _of("rape gang", "BNS:70(1)", False), _of("rape gang", "BNS:70(2)", True),
    _of("rape rape_death", "BNS:66"), _of("rape convicted_of_rape", "BNS:71"), _of("husband_separated", "BNS:67", False),
    _of("authority_misused", "BNS:68"), _of("false_promise", "BNS:69", False), _of("touched", "BNS:74"),
    _of("disrobed", "BNS:76"), _of("favours_demanded", "BNS:75(2)"), _of("remarks", "BNS:75(3)"), _of("gestures", "BNS:79"),
    _of("obscene_in_public", "BNS:296"), _of("unnatural_act", "IPC:377"),
    # following and online
    _of("followed", "BNS:78(2)"), _of("watched", "BNS:77 IT:66E"), _of("image_shared", "BNS:77 IT:66E IT:67A"),
    _of("obscene_messages", "IT:67 BNS:75(2) BNS:79"), _of("explicit_published", "IT:67A BNS:294(2)", False),
    _of("explicit_published", "IT:67B BNS:294(2)", True), _of("fake_profile", "BNS:319(2) IT:66C IT:66D"),
    _of("account_taken", "IT:66C"), _of("picture_altered", "BNS:336(4) IT:67"), _of("blackmail", "BNS:308(2)"),
    _of("blackmail image_shared", "IT:67A"), _of("anonymous_threat", "BNS:351(4)"), _of("defamed", "BNS:356(2)"),
    _of("cheated_online", "BNS:318(4) IT:66D"), _of("indecent_display", "IRWA:6"),
    # children
    _of("child_shown_obscene", "BNS:295 POCSO:12"), _of("child_filmed", "POCSO:14(1) IT:67B BNS:95"),
    _of("child_images_kept", "POCSO:15(1)"), _of("child_images_sent", "POCSO:15(2) IT:67B"),
    _of("child_images_sold", "POCSO:15(3) IT:67B"), _of("child_cruelty", "JJ:75"), _of("child_abandoned", "BNS:93"),
    _of("birth_concealed", "BNS:94"), _of("child_made_to_offend", "BNS:95"), _of("child_identity_shown", "POCSO:23(4)"),
    _of("child_offence_hidden", "POCSO:21(1)"),
    # missing, taken, sold
    _of("child_missing", "BNS:137(2)"), _of("child_taken", "BNS:137(2)"), _of("taken_by_force", "BNS:138"),
    _of("taken_to_marry", "BNS:87"), _of("taken_to_murder", "BNS:140(1)"), _of("taken_for_ransom", "BNS:140(2)"),
    _of("taken_to_confine", "BNS:140(3)"), _of("taken_to_harm", "BNS:140(4)"), _of("kidnapped_hidden", "BNS:142"),
    _of("child_for_begging", "BNS:139(1)"), _of("child_maimed", "BNS:139(2)"), _of("child_taken_to_steal", "BNS:97"),
    _of("from_abroad", "BNS:141"), _of("trafficked", "BNS:143(2)", False), _of("trafficked", "BNS:143(4)", True),
    _of("trafficked several_trafficked", "BNS:143(3)", False), _of("trafficked several_trafficked", "BNS:143(5)", True),
    _of("trafficked public_servant_trafficked", "BNS:143(7)"), _of("exploited", "BNS:144(2)", False),
    _of("exploited", "BNS:144(1)", True), _of("child_procured", "BNS:96"), _of("child_sold", "BNS:98"),
    _of("child_bought", "BNS:99"), _of("prostitution", "ITPA:5"), _of("brothel", "ITPA:3"), _of("held_in_brothel", "ITPA:6"),
    _of("forced_labour", "BNS:146"),
    # acid, threats
    _of("acid_injury", "BNS:124(1)"), _of("acid_thrown", "BNS:124(2)"), _of("threat", "BNS:351(2)"),
    _of("threat_of_death", "BNS:351(3)"), _of("insult", "BNS:352"), _of("pushed_about", "BNS:131"), _of("trespass", "BNS:329(4)"),
    _of("trespass_to_harm", "BNS:333"), _of("snatching", "BNS:304(2)"), _of("extortion", "BNS:308(2)"),
    _of("extortion_tried", "BNS:308(3)"), _of("goonda_order_breached", "GOONDA:10"),
    # marriage, religion, caste, work, duty
    _of("child_marriage", "PCMA:9 PCMA:10 PCMA:11"), _of("second_marriage", "BNS:82(1)"),
    _of("second_marriage_hidden", "BNS:82(2)"), _of("false_ceremony", "BNS:83"), _of("believed_married", "BNS:81"),
    _of("triple_talaq", "MWA:4"), _of("conversion", "UPCR:5(1) UPCR:5(1)(woman)"),
    _of("conversion_by_marriage", "UPCR:5(threat)"),
    _of("victim_scst touched", "SCST:3(1)(w)(i)"), _of("victim_scst disrobed", "SCST:3(1)(w)(i)"),
    _of("victim_scst remarks", "SCST:3(1)(w)(ii)"), _of("victim_scst gestures", "SCST:3(1)(w)(ii)"),
    _of("scst_duty_failed", "SCST:4"), _of("has_disability touched", "RPWD:92(b)"), _of("at_work favours_demanded", "POSH:9"),
    _of("at_work remarks", "POSH:9"), _of("at_work touched", "POSH:9"), _of("at_work gestures", "POSH:9"),
    _of("registration_refused", "BNS:199"), _of("treatment_refused", "BNS:200"), _of("identity_published", "BNS:72(1)"),
    _of("proceedings_published", "BNS:73"), _of("record_falsified", "BNS:201"), _of("protection_officer_failed", "PWDVA:33"),
)
