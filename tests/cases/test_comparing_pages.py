"""A month of CCTNS compared with the parallel record on its pages, and files that are no such list."""

import io

import pytest
import xlsxwriter

from portal.cases.models import CctnsDifference
from portal.core import clock
from tests.cases.pages import count
from tests.factories.cases import case


def sheet(rows) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for line, row in enumerate(rows):
        page.write_row(line, 0, row)
    book.close()
    return out.getvalue()


def upload(client, data, name="a.xlsx", status=303):
    form = client.get("/cctns").form("/cctns") | {"register": "fir", "month": clock.today().replace(day=1).isoformat()}
    return client.post("/cctns", {**form, "file": (io.BytesIO(data), name)}, status=status, content_type="multipart/form-data")


def test_a_month_is_compared_explained_and_settled(world, sign_in):
    file, client = case(world), sign_in("kendra_incharge")
    on = clock.to_ist(file.case.registered_at)
    done = upload(client, sheet([("FIR No", "FIR Date", "Act Section"),
                                 (f"0078/{on.year}", on.strftime("%d-%m-%Y"), "BNS 74"),
                                 ("99", on.strftime("%d-%m-%Y"), "BNS 85")]))
    page = client.follow(done)
    links = [tag["href"] for tag in page.soup.select('a[href^="/cctns/differences/"]')]
    assert len(links) == 2 and not page.soup.select_one('form[action$="/settle"]')
    client.post(f"{done.location}/settle", {"csrf_token": client.csrf()}, status=409)
    client.send(links[0], {"note": "ok"}, action=links[0], status=422)
    for link in links:
        client.send(link, {"note": "थाने से पुष्टि हुई, सुधार किया जायेगा"}, action=link)
    page = client.get(done.location)
    action = f"{done.location.split('://')[-1][done.location.split('://')[-1].find('/cctns'):]}/settle"
    client.post(action, page.form(action))
    assert client.get("/cctns").soup.select(".badge.ok") and count(CctnsDifference) == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0old", "नाम,पता\nक,ख".encode(),
                                  b"FIR No\nabc\n", b"FIR No\n1/2026\n1/2026\n"])
def test_a_file_that_is_no_such_list_is_refused_in_a_sentence(world, sign_in, data):
    page = upload(sign_in("kendra_incharge"), data, "a.csv", status=422)
    assert page.soup.select_one("#file-error") and count(CctnsDifference) == 0
