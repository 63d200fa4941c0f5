"""Bytes of every page as each main role, as they go over the line: `python -m tests.bench.bench_bytes`."""

import gzip
from urllib.parse import urlsplit

from portal.core.db import db
from tests.bench.filling import fill_to
from tests.bench.instance import Instance, fresh_instance
from tests.factories import matters

TYPICAL, LARGEST, SHARED = 8 * 1024, 14 * 1024, 30 * 1024
ROLES = ("desk_officer", "kendra_incharge", "enquiry_officer", "sho", "circle_officer", "nodal_officer")
ROWS = 120
OWN_PAGES = ("", "/receipt", "/diary", "/promises", "/rights", "/danger", "/changes", "/looks", "/identity")


def on_the_line(response) -> int:
    """Bytes of one answer: its body as sent, its head, and nothing of TCP or TLS."""
    head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return len(response.get_data()) + head + len("HTTP/1.1 200 OK\r\n\r\n")


def pages_of(client, complaint_id) -> list[str]:
    """The addresses that this role's menu and first pages lead to, and the pages of one matter."""
    home = client.get("/", status=None)
    found = ["/", *(tag["href"] for tag in home.soup.select("a[href^='/']"))]
    for url in list(found):
        if urlsplit(url).path in ("/registers", "/intake/new"):
            page = client.get(url, status=None)
            found += [tag["href"] for tag in page.soup.select("main a[href^='/']")] if page.soup else []
    found += [f"/complaints/{complaint_id}{part}" for part in OWN_PAGES]
    return list(dict.fromkeys(found))


def measure(instance: Instance, role: str, complaint_id) -> list[tuple[int, str]]:
    """Bytes and address of each page that answers with a page."""
    client = instance.sign_in(role)
    sizes = []
    for url in pages_of(client, complaint_id):
        answer = client.http.get(url, headers={"Accept-Encoding": "gzip"})
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert answer.headers.get("Content-Encoding") == "gzip" or answer.content_length < 600
            sizes.append((on_the_line(answer), url.replace(str(complaint_id), "…")))
    return sorted(sizes, reverse=True)


def shared(instance: Instance) -> dict[str, int]:
    """Style, scripts and icon of a first visit, compressed as they are served."""
    client = instance.sign_in("desk_officer")
    head = client.get("/").soup
    urls = [tag["href"] for tag in head.select("link[rel=stylesheet], link[rel=icon]")] + [
        tag["src"] for tag in head.select("script[src], img[src]")]
    sizes = {}
    for url in dict.fromkeys(urls):
        answer = client.http.get(url, headers={"Accept-Encoding": "gzip"})
        body = answer.get_data()
        assert not url.endswith((".css", ".js")) or gzip.decompress(body)
        sizes[url.rsplit("/", 1)[1]] = on_the_line(answer)
    return sizes


def main() -> None:
    """Prints the largest pages of each role and what all pages share."""
    with fresh_instance() as instance:
        own = matters.complaint(instance.world, until="verified").id
        fill_to(instance.world, ROWS)
        db.session.remove()
        together = shared(instance)
        print("shared, first visit only:", ", ".join(f"{name} {size}" for name, size in together.items()))
        total = sum(together.values())
        print(f"shared in all {total} of {SHARED}: {'ok' if total <= SHARED else 'OVER'}")
        print(f"{'role':18}{'pages':>6}{'median':>8}{'> 8 KB':>8}{'largest':>9}  at")
        for role in ROLES:
            sizes = measure(instance, role, own)
            middle, (most, at) = sizes[len(sizes) // 2][0], sizes[0]
            over = sum(1 for size, _ in sizes if size > TYPICAL)
            print(f"{role:18}{len(sizes):6}{middle:8}{over:8}{most:9}  {at} {'ok' if most <= LARGEST else 'OVER'}")
            for size, url in sizes[1:4]:
                print(f"{'':40}{size:9}  {url}")


if __name__ == "__main__":
    main()
