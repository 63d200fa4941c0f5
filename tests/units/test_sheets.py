"""Reading uploaded lists: good ones in their many forms, hostile ones refused with a sentence."""

import io
import os
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import portal
from portal.core.errors import RuleBroken
from portal.core.spreadsheets import FILE_BYTES, HEAD_TWICE, SENTENCES, WALL_SECONDS
from portal.units import rules, sheets
from portal.units.sheets import read_sheet

HEAD = ["कोड", "प्रकार", "ऊपर की इकाई का कोड", "नाम (हिन्दी)", "Name (English)"]
ROW = ["LKZ", "जोन", "up", "लखनऊ जोन", "Lucknow Zone"]


def xlsx(*rows):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return buffer.getvalue()


def csv_of(*rows, mark=",", encoding="utf-8-sig"):
    return "\r\n".join(mark.join(row) for row in rows).encode(encoding)


def package(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def repacked(data, name, change):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return package([(entry, change(archive.read(entry)) if entry == name else archive.read(entry))
                        for entry in archive.namelist()])


def refusal(data):
    with pytest.raises(RuleBroken) as caught:
        read_sheet(data)
    return caught.value


@pytest.mark.parametrize("data", [
    xlsx(HEAD, ROW), csv_of(HEAD, ROW), csv_of(HEAD, ROW, mark=";"), csv_of(HEAD, ROW, mark="\t"),
    csv_of(HEAD, ROW, encoding="utf-8"), csv_of(HEAD, ROW, encoding="utf-16")])
def test_the_same_list_in_every_form(data):
    sheet = read_sheet(data)
    assert sheet.rows == [(2, {"code": "LKZ", "kind": "zone", "parent_code": "UP", "name_hi": "लखनऊ जोन",
                               "name_en": "Lucknow Zone"})]
    assert list(sheet.unread_heads) == []


def test_heads_in_english_in_another_order_and_columns_that_are_not_read():
    sheet = read_sheet(csv_of(["Name English", "CODE", "Remarks", "Parent", "Kind", "Hindi name"],
                              ["Lucknow Zone", "LKZ", "x", "UP", "Zone", "लखनऊ जोन"]))
    assert sheet.rows[0][1]["kind"] == "zone"
    assert sheet.rows[0][1]["parent_code"] == "UP"
    assert list(sheet.unread_heads) == ["Remarks"]


def test_numbers_days_and_truth_of_a_spreadsheet_become_what_an_officer_reads():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
        for column, head in enumerate([*HEAD, "phone", "opened on", "womens station"]):
            sheet.write(0, column, head)
        for column, value in enumerate(["S1", "station", "C1", "थाना", "Thana", 112]):
            sheet.write(1, column, value)
        sheet.write_number(1, 6, 45920, day)
        sheet.write_boolean(1, 7, True)
    texts = read_sheet(buffer.getvalue()).rows[0][1]
    assert (texts["phone"], texts["opened_on"], texts["is_womens_station"]) == ("112", "20-09-2025", "yes")


def test_lines_are_those_of_the_file_and_empty_lines_are_passed_over():
    sheet = read_sheet(csv_of(HEAD, ["", "", "", "", ""], ROW, ["", ""]))
    assert [line for line, _texts in sheet.rows] == [3]


def test_missing_and_doubled_heads_are_named():
    missing = refusal(csv_of(["code", "kind", "name hindi", "name"], ["a", "b", "c", "d"]))
    assert missing.values["heads"] == sheets.HEADS["parent_code"][0]
    assert refusal(csv_of([*HEAD, "code"], [*ROW, "X"])).sentence == HEAD_TWICE


def test_old_excel_other_files_and_broken_ones_are_refused_in_words():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).sentence == SENTENCES["old_excel"]
    assert refusal(package([("word/document.xml", "<w/>")])).sentence == SENTENCES["unknown_kind"]
    assert refusal(b"\x89PNG\r\n\x1a\n").sentence == SENTENCES["encoding"]
    assert refusal(b"a,b\0c\n1,2,3\n").sentence == SENTENCES["unknown_kind"]
    assert refusal(xlsx(HEAD, ROW)[:-200]).sentence == SENTENCES["unreadable"]
    assert refusal(package([("xl/workbook.xml", "<broken")])).sentence == SENTENCES["unreadable"]
    assert refusal(",".join(HEAD).encode("utf-16-le")).sentence == SENTENCES["unknown_kind"]
    assert refusal(b"").sentence == SENTENCES["empty"]
    assert refusal(b"a" * (FILE_BYTES + 1)).sentence == SENTENCES["too_large"]


def test_too_many_rows_or_columns():
    assert len(read_sheet(csv_of(HEAD, *[ROW] * 20_000)).rows) == 20_000
    assert refusal(csv_of(HEAD, *[ROW] * 20_001)).sentence == SENTENCES["too_many_rows"]
    assert refusal(csv_of(["x"] * 61, ["y"])).sentence == SENTENCES["too_many_columns"]


def test_bombs_are_not_opened():
    many = package([("xl/workbook.xml", "<w/>"), *((f"x{number}", "") for number in range(1_000))])
    assert refusal(many).sentence == SENTENCES["bomb"]
    dense = package([("xl/workbook.xml", "<w/>"), ("x", bytes(4_000_000))])
    assert refusal(dense).sentence == SENTENCES["bomb"]
    large = package([("xl/workbook.xml", "<w/>"), ("x", (os.urandom(4_000) + bytes(76_000)) * 660)])
    assert refusal(large).sentence == SENTENCES["bomb"]


def test_a_package_that_lies_about_its_size_is_refused_in_time():
    """The directory says a few bytes; unpacked it is more than is allowed."""
    big = repacked(xlsx(HEAD, ROW), "xl/worksheets/sheet1.xml",
                   lambda old: old.replace(b"<sheetData>", b"<sheetData>" + b" " * 60_000_000))
    with zipfile.ZipFile(io.BytesIO(big)) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    data = big.replace(real.to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    started = time.monotonic()
    assert refusal(data).sentence in (SENTENCES["unreadable"], SENTENCES["bomb"])
    assert time.monotonic() - started < WALL_SECONDS + 2


def test_entities_in_the_xml_are_not_unfolded():
    entities = b"<!DOCTYPE w [<!ENTITY a \"" + b"lol" * 50 + b"\"><!ENTITY b \"" + b"&a;" * 50 + b"\">]>"
    data = repacked(xlsx(HEAD, ROW), "xl/sharedStrings.xml", lambda old: old.replace(
        b"?>\n", b"?>\n" + entities, 1).replace(b"Lucknow Zone", b"&b;Lucknow"))
    try:
        assert "lollol" not in read_sheet(data).rows[0][1]["name_en"]
    except RuleBroken as fault:
        assert fault.sentence in (SENTENCES["unreadable"], SENTENCES["bomb"])


def test_the_empty_form_is_read_back_and_holds_no_formula():
    rows = [("=1+1", "+zone", "-UP", "@नाम", "\tName", "", "", "", "")]
    data = sheets.template_xlsx(rows)
    cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert cells[1][:5] == ["'=1+1", "'+zone", "'-UP", "'@नाम", "'\tName"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert data == sheets.template_xlsx(rows)
    example = read_sheet(sheets.template_xlsx(sheets.EXAMPLE))
    known = {"LKO-CHZ": rules.UnitFacts("LKO-CHZ", "circle", "", "सर्किल", "Circle")}
    assert [verdict.outcome for verdict in rules.judge(example.rows, known)] == ["new", "new"]


def test_the_demonstration_list_is_a_good_tree_with_a_kendra_in_every_station():
    sheet = read_sheet((Path(portal.__file__).parent / "demo" / "units.csv").read_bytes())
    verdicts = rules.judge(sheet.rows, {})
    assert {verdict.outcome for verdict in verdicts} == {"new"}
    facts = [verdict.facts for verdict in verdicts]
    count = Counter(unit.kind for unit in facts)
    assert count["zone"] >= 3
    assert count["district"] >= 8
    assert count["station"] == count["kendra"] >= 48
    assert {unit.parent_code for unit in facts if unit.kind == "kendra"} == {
        unit.code for unit in facts if unit.kind == "station"}
    assert any(unit.is_womens_station for unit in facts)
    assert {unit.phone for unit in facts} <= {"", "112"}
