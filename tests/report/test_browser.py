"""The pages in a real browser, from disk: sorting, switching, finding, an item opened, an answer that tries to be a script."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from multipriv.report.content import report_of
from multipriv.report.loading import load
from multipriv.report.writing import write_report
from tests.report.tiny import half, make_dataset, make_run, refuse, right

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
pytestmark = [pytest.mark.heavy, pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--virtual-time-budget=4000"]  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report on eighteen models and a reference."""
    folder = tmp_path_factory.mktemp("browser")
    dataset = make_dataset(folder / "data")
    for number in range(18):
        make_run(folder / f"logs/{number}", dataset, f"acme/model-{number}", half if number % 2 else right)
    make_run(folder / "logs/refuser", dataset, "multipriv/refuser", refuse)
    runs, opened = load([folder / "logs"])
    write_report(report_of(runs), folder / "out", opened)
    return folder / "out"


def after(page: Path, script: str, tmp_path: Path) -> dict:  # type: ignore[type-arg]
    """Return what `script`, an async function body run at the end of the page, returns."""
    text = page.read_text("utf-8").replace(
        "</body>",
        "<script>setTimeout(async () => { const result = await (async () => {" + script + "})();"
        "const box = document.createElement('pre'); box.id = 'result'; box.textContent = JSON.stringify(result); "
        "document.body.append(box); }, 300)</script></body>",
    )
    copy = page.with_name(f"test-{tmp_path.name}.html")
    copy.write_text(text, "utf-8")
    assert CHROMIUM is not None
    command = [CHROMIUM, *QUIET, f"--user-data-dir={tmp_path}", "--dump-dom", copy.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    copy.unlink()
    found = re.search(r'<pre id="result">(.*?)</pre>', shown, re.DOTALL)
    assert found, shown[-2000:]
    return json.loads(found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))  # type: ignore[no-any-return]


def test_tables_sort_within_their_groups_switch_and_filter(out: Path, tmp_path: Path) -> None:
    seen = after(
        out / "index.html",
        """
        const section = document.querySelector("#perception"), table = section.querySelector("table.grid");
        const models = () => [...table.querySelectorAll("tbody.models tr th")].map((head) => head.firstChild.textContent);
        const button = table.querySelectorAll("thead button")[1];
        button.click(); const down = models(); button.click(); const up = models();
        const sorted = table.querySelector("[aria-sort=ascending]") !== null;
        section.querySelector("input[value=answered]").click();
        section.querySelector(".show-published").click();
        const visible = () => [...table.querySelectorAll("tbody.models tr")].filter((row) => row.getClientRects().length).length;
        const more = section.querySelector("button.more"), cut = visible();
        more.click(); const whole = visible(); more.click();
        const find = section.querySelector(".filter"); find.value = "model-13"; find.dispatchEvent(new Event("input"));
        const left = [...table.querySelectorAll("tbody.models tr")].filter((row) => !row.hidden).length;
        const open = [...document.querySelectorAll("#beyond details")].map((part) => part.open);
        const marked = [...section.querySelectorAll("td.leads")].every((cell) => cell.closest("tbody").className === "models");
        const further = document.querySelector("#beyond table");
        further.querySelector("thead button").click();
        const beyond = further.querySelector("tbody th").firstChild.textContent;
        return {down, up, sorted, cut, whole, open, marked, beyond,
                under: table.dataset.under, published: table.querySelector("tbody.published").hidden, left,
                bodies: [...table.tBodies].map((body) => body.className), title: document.title};
        """,
        tmp_path,
    )
    odd = {f"model-{number}" for number in range(1, 18, 2)}
    assert set(seen["down"][-9:]) == odd
    assert set(seen["up"][:9]) == odd
    assert seen["sorted"]
    assert seen["under"] == "answered"
    assert seen["published"] is False
    assert (seen["cut"], seen["whole"]) == (16, 18)
    assert seen["left"] == 1
    assert seen["marked"]
    assert seen["open"][0]
    assert seen["beyond"] not in odd
    assert seen["bodies"] == ["models", "references", "published"]
    assert "owned" not in seen["title"]


def test_an_item_opens_from_disk_and_shows_scripts_as_text(out: Path, tmp_path: Path) -> None:
    seen = after(
        out / "items.html",
        """
        const choose = (id, value) => {
            const box = document.getElementById(id);
            box.value = value;
            box.dispatchEvent(new Event("change"));
        };
        choose("task", "information_extraction"); choose("language", "en");
        const wait = () => new Promise((done) => setTimeout(done, 300));
        const count = document.getElementById("count").textContent;
        document.querySelector(".row").click(); await wait();
        const texts = [...document.querySelectorAll(".said .text")].map((cell) => cell.textContent);
        const list = document.getElementById("list");
        list.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowDown"})); await wait();
        const image = document.querySelector(".pictures img");
        const stem = document.querySelector("#detail p").textContent;
        return {count, texts, stem, rows: document.querySelectorAll(".row").length,
                image: image.naturalWidth, title: document.title, scripts: document.querySelectorAll("#detail script").length};
        """,
        tmp_path,
    )
    assert seen["count"] == "20 of 120 questions"
    assert any("<script>document.title='owned'</script>" in text for text in seen["texts"])
    assert "<b>What</b>" in seen["stem"]
    assert seen["rows"] <= 40
    assert seen["image"] > 0
    assert seen["scripts"] == 0
    assert "owned" not in seen["title"]


def test_the_page_fits_a_phone(out: Path, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    seen = after(
        out / "index.html",
        """
        const frame = document.createElement("iframe");
        frame.style.width = "380px";
        frame.srcdoc = document.documentElement.outerHTML;
        document.body.append(frame);
        await new Promise((done) => setTimeout(done, 800));
        const page = frame.contentDocument;
        return {wide: page.documentElement.scrollWidth, tables: page.querySelectorAll("section.risk table.grid").length};
        """,
        tmp_path,
    )
    assert seen["wide"] <= 380
    assert seen["tables"] == 2
