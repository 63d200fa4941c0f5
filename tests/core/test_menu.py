"""The menu: what is folded away, and what never is."""


def parts(page) -> dict[str, bool]:
    """Area → whether it stands open."""
    return {part.select_one("ul")["aria-labelledby"]: part.has_attr("open") for part in page.soup.select(".menu details")}


def test_a_long_menu_opens_the_desk_and_where_the_reader_is(sign_in):
    client = sign_in("kendra_incharge")
    assert [area for area, is_open in parts(client.get("/")).items() if is_open] == ["m-desk"]
    assert [area for area, is_open in parts(client.get("/roster/attendance")).items() if is_open] == ["m-desk", "m-staff"]


def test_a_short_menu_stands_whole(sign_in):
    page = sign_in("auditor").get("/")
    assert len(page.soup.select(".menu li")) <= 14 and all(parts(page).values())
