#!/usr/bin/env python3
"""Opens a run's page from disk in headless Chromium and uses it:  report.py RUN/report.html OUT_DIR [--no-webgl]

Checks what is there, operates every control by mouse or by keys, and fails on any error on the console, any request to
a network, anything wider than the window. Leaves pictures at three widths and a printed PDF in OUT_DIR.
Needs playwright (requirements.txt here) and a Chromium: $CHROMIUM, or the first one on the path.
"""
import argparse
import os
import pathlib
import shutil
import sys

from playwright.sync_api import TimeoutError, sync_playwright

WIDTHS = {"phone": 390, "tablet": 800, "desktop": 1400}
SOFTWARE_GL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NO_GL = ["--disable-gpu", "--disable-3d-apis"]
PATIENCE = 20  # Half seconds that a busy machine may take to draw.
SECTIONS = ["landscapes", "bn", "planes", "paths", "curvature", "gradients", "training", "metrics", "provenance"]


def chromium():
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        sys.exit("report.py: no Chromium on the path; set CHROMIUM")
    return found


class Visit:
    """A page that is open, and everything that went wrong on it."""

    def __init__(self, browser, file, width):
        self.complaints = []
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.page.on("console", lambda message: message.type == "error" and self.console(message))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self.request)
        self.page.goto(file.resolve().as_uri())
        try:
            self.page.wait_for_function("document.documentElement.dataset.ready === 'true'", timeout=30_000)
        except TimeoutError:
            sys.exit("\n".join(["the page does not come alive", *self.complaints]))
        self.settle()

    def console(self, message):
        self.complaints.append(f"console: {message.text}")

    def request(self, request):
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.complaints.append(f"request: {request.url}")

    def settle(self, seconds=0.6):
        self.page.wait_for_timeout(1000 * seconds)

    def expect(self, holds, words):
        if not holds:
            self.complaints.append(words)

    def count(self, selector):
        return self.page.locator(selector).count()

    def no_overflow(self):
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        sticks_out = """limit => [...document.querySelectorAll('body *')].filter(each => !each.closest('.scroll, .jump')
            && each.getBoundingClientRect().right > limit).slice(0, 3).map(each => each.outerHTML.slice(0, 90))"""
        if wide > 0:
            limit = self.page.evaluate("document.documentElement.clientWidth")
            self.complaints.append(f"wider than the window by {wide} px: {self.page.evaluate(sticks_out, limit)}")

    def html(self, selector):
        return self.page.locator(selector).first.inner_html()


def line_planes(data):
    return {plane["id"] for plane in data["planes"] if 1 in (len(plane["alphas"]), len(plane["betas"]))}


def lines(visit):
    """A line of points has its loss, its standard error, its accuracy and the trained weights."""
    charts = visit.count("#panels .flat svg")
    for selector, words in (("path.band", "standard errors"), ("text.halo", "names of its ends")):
        visit.expect(visit.count(f"#panels .flat svg {selector}") >= charts, f"a line without {words}")


def steps_of(data, plane):
    """Steps of the training at which a plane has surfaces."""
    return sorted({surface["step"] for surface in data["surfaces"] if surface["plane"] == plane})


def parts_of_weights(visit, data):
    """Paths, spectra and maps of curvature are drawn where the run has them, and missed aloud where not."""
    trainings = [path for path in data["paths"] if path["type"] == "trajectory"]
    if trainings:
        visit.expect(visit.count("#paths-panels .flat g.path circle") >= 1, "no dot at a step of a path")
        visit.expect(visit.count("#paths-panels .losses svg path.band") > 0, "no true loss with its error beside the projected one")
        visit.expect("outside the plane" in visit.page.locator("#paths").inner_text(), "nothing says what lies outside the plane")
    else:
        visit.expect("trajectory" in visit.page.locator("#paths-panels").inner_text(), "nothing says how to get a path")
    if data["spectra"]:
        visit.expect(visit.count("#spectra-panels svg line.end") >= 2, "the ends of the spectra are not marked")
        visit.expect("standard deviation" in visit.page.locator("#spectra-panels").inner_text(), "no width of the kernel")
    else:
        visit.expect("curvature.examples" in visit.page.locator("#spectra-panels").inner_text(), "nothing says how to get a spectrum")
    visit.expect(visit.page.locator("#extremes").is_visible() == bool(data["maps"]), "maps of curvature where there are none, or none")
    if data["maps"]:
        visit.expect(visit.count("#extremes-panels svg image") > 0, "no map of curvature")


def elements(visit, webgl):
    """Everything that a page has whatever the run holds; more where there are surfaces."""
    for section in SECTIONS:
        visit.expect(visit.count(f"section#{section} h2") == 1, f"no section {section}")
    visit.expect(visit.page.locator("h1").inner_text().strip() != "", "no headline")
    visit.expect(visit.count(".lead p") > 0, "no summary")
    data = visit.page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    shown = {surface["plane"] for surface in data["surfaces"]}
    line = bool(shown) and shown <= line_planes(data)  # A page begins with a plane where there is one.
    if data["surfaces"]:
        visit.expect(visit.count("#panels .flat svg") > 0, "no contours")
        visit.expect(visit.count("#legend svg") > 0, "no scale")
        if line:
            lines(visit)
        if webgl and not line:
            visit.expect(visit.count("#panels .cube canvas") > 0, "no 3-D surface was drawn")
        else:
            visit.expect(visit.page.locator("#webgl").is_visible(), "nothing says why there is no 3-D")
    parts_of_weights(visit, data)
    if data["gradients"]:
        visit.expect(visit.count("#gradients-panels svg image") > 0, "no heat map of gradients")
    if data["curves"]:
        visit.expect(visit.count("#training-charts svg") >= 2, "no training curves")
    if data["numbers"]["rows"]:
        visit.expect(visit.count("#metrics-charts svg, #metrics-charts .absent") > 0, "no metrics")
    else:
        visit.expect("analyze" in visit.page.locator("#metrics-charts").inner_text(), "nothing says how to get metrics")
    return data


def operate(visit, data):
    """Every control by mouse, the sliders by keys; what they change must change."""
    page = visit.page
    if visit.count("#controls input[value=flat]"):
        for index in range(visit.count("#controls button")):
            page.locator("#controls button").nth(index).click()
        for view, there in (("3d", "cube canvas"), ("both", "cube canvas"), ("flat", "flat svg")):
            page.locator(f"#controls input[value='{view}']").check()
            visit.settle(1)
            visit.expect(visit.count(f"#panels .{there}") > 0, f"view {view} shows nothing")
        visit.expect(visit.count("#panels .cube") == 0, "contours alone still have 3-D beside them")
    for form in ("controls", "bn-controls", "planes-controls", "curvature-controls", "extremes-controls", "training-controls", "metrics-controls"):
        for index in range(visit.count(f"#{form} input[type=radio]")):
            if page.locator(f"#{form} input[type=radio]").nth(index).get_attribute("value") in ("3d", "both"):
                continue
            page.locator(f"#{form} input[type=radio]").nth(index).check()
            visit.settle(0.3)
            checked = page.locator(f"#{form} input[type=radio]").nth(index).is_checked()
            visit.expect(checked, f"{form}: option {index} does not stay chosen")
        for index in range(visit.count(f"#{form} select")):
            chooser = page.locator(f"#{form} select").nth(index)
            for value in chooser.evaluate("each => [...each.options].map(option => option.value)")[:4]:
                chooser.select_option(value)
                visit.settle(0.2)
                visit.expect(chooser.input_value() == value, f"{form}: {value} does not stay chosen")
                if form == "controls" and value in line_planes(data):
                    lines(visit)
                if form == "controls" and value in {path["plane"] for path in data["paths"]}:
                    visit.expect(visit.count("#panels g.path") > 0, f"{value}: no weights are marked")
        for index in range(visit.count(f"#{form} input[type=checkbox]")):
            page.locator(f"#{form} input[type=checkbox]").nth(index).check()
            visit.settle(0.2)
    if data["surfaces"]:
        scaled = "#legend" if visit.count("#legend svg text") else "#panels"
        changes(visit, scaled, lambda: page.locator("#controls input[value=log]").check(), False)
        changes(visit, scaled, lambda: page.locator("#controls input[value=linear]").check(), True)
        page.locator("#controls input[value=log]").check()
        page.locator("#clip").focus()
        changes(visit, scaled, lambda: [page.keyboard.press("Home"), page.keyboard.press("ArrowRight")], True)
        page.keyboard.press("End")
        visit.settle()
        read_points(visit, "#panels .flat svg")
    play(visit, data)
    curvature(visit, data)
    if data["gradients"]:
        page.locator("#gradient-step").focus()
        changes(visit, "#gradients-profile", lambda: page.keyboard.press("End"), len(data["gradients"][0]["steps"]) > 1)
        read_points(visit, "#gradients-panels svg")
    if data["curves"]:
        read_points(visit, "#training-charts svg")
    for summary in page.locator("#metrics summary").all():
        summary.focus()
        page.keyboard.press("Enter")
        visit.settle(0.3)


def play(visit, data):
    """The slider of steps moves landscapes, cuts and slices and its likes, all on one scale; nothing moves by itself."""
    page = visit.page
    planes = unique(surface["plane"] for surface in data["surfaces"])
    moving = [plane for plane in planes if len(steps_of(data, plane)) > 1]
    visit.expect(bool(moving) or visit.count("form.steps input") == 0, "a slider without steps")
    for plane in moving:
        if visit.count("#controls select"):
            page.locator("#controls select").filter(has=page.locator(f"option[value='{plane}']")).select_option(plane)
        visit.settle()
        steps = steps_of(data, plane)
        slider = page.locator("#steps-slider")
        visit.expect(slider.get_attribute("max") == str(len(steps) - 1), f"{plane}: the slider has not {len(steps)} steps")
        slider.focus()
        page.keyboard.press("End")
        visit.settle()
        scale = visit.html("#legend")
        place = "#panels .flat svg" if visit.count("#panels .flat svg") else "#panels"
        changes(visit, place, lambda: page.keyboard.press("Home"), True)
        said = f"step {steps[0]} (1 of {len(steps)})"
        visit.expect(page.locator("#steps output").inner_text() == said, f"{plane}: the slider does not say {said}")
        visit.expect(slider.get_attribute("aria-valuetext") == said, f"{plane}: the slider is not told to those who hear it")
        visit.expect(f"step {steps[0]}" in page.locator("#panels").inner_text(), f"{plane}: no panel says its step")
        if plane not in line_planes(data):
            changes(visit, "#planes-panels", lambda: page.keyboard.press("ArrowRight"), plane.startswith("random"))
        visit.expect(visit.html("#legend") == scale, f"{plane}: the scale changes with the step")
        before = visit.html(place)
        visit.settle(1.5)
        visit.expect(visit.html(place) == before, f"{plane}: something moves by itself")
        other = page.locator("#planes-steps input")
        if other.count():
            other.focus()
            key = "Home" if other.input_value() == other.get_attribute("max") else "End"
            changes(visit, place, lambda: page.keyboard.press(key), True)
            visit.expect(slider.input_value() == other.input_value(), "sliders of steps do not move together")
        page.keyboard.press("End")
        visit.settle()
    if visit.count("#controls input[value=both]") and moving:
        page.locator("#controls input[value=both]").check()
        visit.settle(2)
        cube = "() => JSON.stringify(document.querySelector('#panels .cube').data[0].z)"
        page.locator("#steps-slider").focus()
        heights = page.evaluate(cube)
        page.keyboard.press("Home")
        visit.settle(2)
        visit.expect(page.evaluate(cube) != heights, "the 3-D surfaces do not follow the step")
        page.locator("#controls input[value=flat]").check()


def unique(values):
    return list(dict.fromkeys(values))


def curvature(visit, data):
    """Charts of paths, spectra and maps speak; another matrix, step or treatment of batch norm is another picture."""
    page = visit.page
    if any(path["type"] == "trajectory" for path in data["paths"]):
        read_points(visit, "#paths-panels .flat svg")
        page.locator("#paths-panels .flat svg").first.focus()
        page.keyboard.press("PageDown")
        visit.expect("true loss" in page.locator("#tip").inner_text(), "the path does not speak at the page keys")
        read_points(visit, "#paths-panels .losses svg")
    if data["spectra"]:
        for key in ("operator", "bn"):
            for value in unique(spectrum[key] for spectrum in data["spectra"])[1:]:
                page.locator(f"#curvature-controls input[value='{unique(s[key] for s in data['spectra'])[0]}']").check()
                choose = page.locator(f"#curvature-controls input[value='{value}']")
                changes(visit, "#spectra-panels", choose.check, True)
        if visit.count("#curvature-controls select"):
            chooser = page.locator("#curvature-controls select")
            values = chooser.evaluate("each => [...each.options].map(option => option.value)")
            chooser.select_option(values[-1])
            changes(visit, "#spectra-panels", lambda: chooser.select_option(values[0]), True)
        read_points(visit, "#spectra-panels svg[tabindex]")
    if data["maps"]:
        read_points(visit, "#extremes-panels svg")


def printed(visit, data):
    """On paper a plane of several steps has a small contour of each instead of a slider."""
    page = visit.page
    chosen = page.evaluate("[...document.querySelectorAll('#controls select')].map(each => each.value)")
    planes = unique(surface["plane"] for surface in data["surfaces"])
    shown = next((plane for plane in chosen if plane in planes), planes[0] if planes else "")
    several = len(steps_of(data, shown)) > 1
    page.emulate_media(media="print")
    visit.expect(not several or not page.locator("#steps").is_visible(), "a slider on paper")
    visit.expect(not several or page.locator("#steps-printed").is_visible(), "no steps on paper")
    page.emulate_media(media="screen")
    small = visit.count("#steps-printed figure svg")
    visit.expect(small >= 2 if several else small == 0, f"{small} small multiples of {len(steps_of(data, shown))} steps")
    visit.expect(not page.locator("#steps-printed").is_visible(), "what is printed shows on the screen")


def changes(visit, selector, action, expected):
    before = visit.html(selector)
    action()
    visit.settle()
    for _ in range(PATIENCE):
        if not expected or visit.html(selector) != before:
            break
        visit.settle(0.5)
    if expected:
        visit.expect(visit.html(selector) != before, f"{selector} does not follow its control")


def read_points(visit, selector):
    """What is said at the mouse and at the place of the arrow keys."""
    chart = visit.page.locator(selector).first
    chart.scroll_into_view_if_needed()
    visit.settle(0.3)
    chart.hover()
    visit.expect(visit.page.locator("#tip").is_visible(), f"{selector}: nothing is said at the mouse")
    visit.page.mouse.move(1, 1)
    visit.settle(0.2)
    chart.focus()
    for key in ("ArrowRight", "ArrowLeft"):
        visit.page.keyboard.press(key)
    visit.expect(visit.page.locator("#tip").is_visible(), f"{selector}: nothing is said at the keys' place")
    visit.page.keyboard.press("Escape")
    visit.expect(not visit.page.locator("#tip").is_visible(), f"{selector}: Escape does not end it")


def tab_order(visit):
    """Tab reaches every control that can be reached, and the one that has the focus shows it."""
    page = visit.page
    page.locator(".jump").focus()
    forms = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => { const at = document.activeElement;
               return [at.tagName, at.closest('form')?.id ?? '', getComputedStyle(at).outlineStyle]; }""")
        if place[0] == "BODY":
            break
        forms.add(place[1])
        visit.expect(place[2] != "none", f"the focus does not show on {place[0]} in {place[1]}")
    for form in page.locator("form:has(input, select)").all():
        name = form.get_attribute("id")
        visit.expect(name in forms, f"Tab does not reach {name}")


def look(visit, out, name):
    """Pictures of the parts of the page, each drawn while it is in sight."""
    page = visit.page
    for part in ["header", *(f"section#{section}" for section in SECTIONS)]:
        place = page.locator(part)
        for top in range(0, int(place.bounding_box()["height"]), 800):
            page.evaluate("([part, top]) => window.scrollTo(0, document.querySelector(part).offsetTop + top)", [part, top])
            visit.settle(0.1)
        visit.settle(0.7)
        place.screenshot(path=str(out / f"{name}-{part.split('#')[-1]}.png"))
    page.evaluate("window.scrollTo(0, 0)")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("page", type=pathlib.Path)
    arguments.add_argument("out", type=pathlib.Path)
    arguments.add_argument("--no-webgl", action="store_true", help="as in a browser without WebGL")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    failed = []
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", *(NO_GL if given.no_webgl else SOFTWARE_GL)]
        browser = playwright.chromium.launch(executable_path=chromium(), args=switches)
        for name, width in WIDTHS.items():
            visit = Visit(browser, given.page, width)
            visit.no_overflow()
            look(visit, given.out, name)
            data = elements(visit, not given.no_webgl)
            if name == "desktop":
                visit.page.pdf(path=str(given.out / "printed.pdf"), format="A4", print_background=True)
                printed(visit, data)
                operate(visit, data)
                tab_order(visit)
            visit.no_overflow()
            failed += [f"{name}: {complaint}" for complaint in visit.complaints]
            visit.page.close()
        browser.close()
    size = given.page.stat().st_size
    if size >= 6_000_000:
        failed.append(f"{size} bytes, 6 MB or more")
    print("\n".join(failed) or f"{given.page}: holds, {size:,} bytes, pictures in {given.out}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
