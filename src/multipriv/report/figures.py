"""The figures, as Altair charts: one description gives the SVG in the page, the SVG file and the PNG."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from multipriv.report.series import (
    by_category,
    chains,
    cues,
    doses,
    exposure,
    gaps,
    links,
    outcome_shares,
    overalls,
    style_effects,
)

if TYPE_CHECKING:
    import pandas as pd

    from multipriv.report.content import Report

PNG_SCALE = 2.0
FONT = "Helvetica, Arial, sans-serif"


@cache
def words() -> Any:
    """Return what the page and its figures say around their numbers."""
    return yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text("utf-8"))


@cache
def palette() -> Any:
    """Return the colours of the report."""
    return yaml.safe_load(resources.files(__package__).joinpath("palette.yaml").read_text("utf-8"))


def figures(report: "Report") -> dict[str, Any]:
    """Return the charts by name; a figure whose data were not asked for is absent."""
    return dict(_drawn(report))


def _drawn(report: "Report") -> Iterator[tuple[str, Any]]:
    makers = {
        "perception-reasoning": (overalls, _scatter),
        "chain-survival": (chains, _chains),
        "links": (links, _links),
        "cues": (cues, _cues),
        "categories": (by_category, _categories),
        "language-gap": (gaps, _language_gap),
        "exposure": (exposure, _exposure),
        "outcomes": (outcome_shares, _outcomes),
        "doses": (doses, _doses),
        "style-effects": (style_effects, _style_effects),
    }
    for name, (series, draw) in makers.items():
        data = series(report)
        if len(data):
            yield name, _styled(draw(data))


def save(charts: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """Write every chart as SVG and PNG into `folder`; return the SVG texts by name, their ids made unique for one page."""
    import vl_convert

    texts = {}
    for name, chart in charts.items():
        spec = chart.to_json()
        svg = vl_convert.vegalite_to_svg(spec)
        (folder / f"{name}.svg").write_text(svg, "utf-8")
        (folder / f"{name}.png").write_bytes(vl_convert.vegalite_to_png(spec, scale=PNG_SCALE))
        texts[name] = _own_ids(svg, name)
    return texts


def _own_ids(svg: str, name: str) -> str:
    renamed = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", renamed)


def _styled(chart: Any) -> Any:
    colours = palette()
    axis = {
        "labelColor": colours["quiet"], "titleColor": colours["quiet"], "titleFontWeight": "normal", "gridColor": colours["line"],
        "domainColor": colours["line"], "tickColor": colours["line"], "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 260,
    }  # fmt: skip
    legend = {"labelColor": colours["ink"], "titleColor": colours["quiet"], "titleFontWeight": "normal", "labelFontSize": 12,
              "labelLimit": 260, "symbolLimit": 60}  # fmt: skip
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_axis(**axis)
        .configure_legend(**legend)
        .configure_view(stroke=None)
        .configure_header(labelColor=colours["ink"], labelFontSize=13, labelFontWeight="bold", title=None, labelAnchor="start")
        .configure_title(color=colours["ink"], anchor="start", fontSize=13)
    )


def _models(data: "pd.DataFrame") -> dict[str, Any]:
    """Return colour and shape by model; beyond eight models the marks repeat, so that points are labelled as well."""
    import altair as alt

    colours = palette()
    names = list(dict.fromkeys(data["model"]))
    series = [colours["series"][at % len(colours["series"])] for at in range(len(names))]
    marks = [colours["marks"][(at + at // 8) % len(colours["marks"])] for at in range(len(names))]
    legend = alt.Legend(title=None, orient="bottom", columns=4, symbolOpacity=1)
    return {
        "color": alt.Color("model:N", scale=alt.Scale(domain=names, range=series), legend=legend),
        "shape": alt.Shape("model:N", scale=alt.Scale(domain=names, range=marks), legend=legend),
    }


def _scatter(data: "pd.DataFrame") -> Any:
    import altair as alt

    unit = alt.Scale(domain=[0, 1])
    x = alt.X("perception:Q", scale=unit, title="perception overall")
    y = alt.Y("reasoning:Q", scale=unit, title="reasoning overall")
    tone = palette()
    base = alt.Chart(data)
    across = base.mark_rule(color=tone["quiet"], opacity=0.6).encode(x=alt.X("perception_low:Q"), x2="perception_high:Q", y=y)
    upright = base.mark_rule(color=tone["quiet"], opacity=0.6).encode(y=alt.Y("reasoning_low:Q"), y2="reasoning_high:Q", x=x)
    kind = alt.condition("datum.reference", alt.value(tone["quiet"]), alt.value(tone["accent"]))
    marks = alt.Scale(domain=["model", "reference"], range=["circle", "diamond"])
    legend = alt.Legend(title=None, orient="bottom") if data["reference"].any() else None
    shape = alt.Shape("kind:N", scale=marks, legend=legend)
    points = base.mark_point(size=90, filled=True, opacity=1).encode(x=x, y=y, color=kind, shape=shape)
    text = {"fontSize": 12, "color": tone["ink"], "dy": -9}
    left = base.transform_filter("datum.perception < 0.6").mark_text(align="left", dx=7, **text).encode(x=x, y=y, text="label:N")
    right = (
        base.transform_filter("datum.perception >= 0.6").mark_text(align="right", dx=-7, **text).encode(x=x, y=y, text="label:N")
    )
    line = alt.Chart(alt.InlineData(values=[{"a": 0}, {"a": 1}])).mark_line(strokeDash=[2, 4], color=tone["line"]).encode(
        x="a:Q", y="a:Q")  # fmt: skip
    return (line + across + upright + points + left + right).properties(width=460, height=400)


def _language_gap(data: "pd.DataFrame") -> Any:
    import altair as alt

    panels = _differences(data, "English − Chinese, the same items")
    return panels.facet(column=alt.Column("family:N", sort=["perception", "reasoning"], title=None))


def _style_effects(data: "pd.DataFrame") -> Any:
    import altair as alt

    panels = _differences(data.assign(model=data["model"] + " · " + data["style"]), "change against the plain, uncontrolled run")
    return panels.facet(column=alt.Column("family:N", sort=["perception", "reasoning"], title=None))


def _differences(data: "pd.DataFrame", title: str) -> Any:
    import altair as alt

    tone = palette()
    y = alt.Y("model:N", sort=list(dict.fromkeys(data["model"])), title=None)
    x = alt.X("low:Q", title=title, axis=alt.Axis(format="+.2f"))
    bars = alt.Chart(data).mark_rule(strokeWidth=2, color=tone["quiet"]).encode(x=x, x2="high:Q", y=y)
    dots = alt.Chart(data).mark_point(size=80, filled=True, opacity=1, color=tone["accent"]).encode(x="difference:Q", y=y)
    zero = alt.Chart().mark_rule(color=tone["ink"], strokeDash=[2, 3]).encode(x=alt.datum(0))
    return alt.layer(zero, bars, dots, data=data).properties(width=470, height=alt.Step(26))


def _outcomes(data: "pd.DataFrame") -> Any:
    import altair as alt

    outcomes = palette()["outcomes"]
    present = [code for code in outcomes if code in set(data["outcome"])]
    scale = alt.Scale(domain=[outcomes[code]["name"] for code in present], range=[outcomes[code]["colour"] for code in present])
    named = data.assign(
        name=[outcomes[code]["name"] for code in data["outcome"]], rank=[present.index(c) for c in data["outcome"]]
    )
    return (
        alt.Chart(named)
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X("share:Q", axis=alt.Axis(format=".0%", tickCount=5), scale=alt.Scale(domain=[0, 1]), title="share of items"),
            y=alt.Y("model:N", sort=list(dict.fromkeys(data["model"])), title=None),
            color=alt.Color("name:N", scale=scale, sort=None, legend=alt.Legend(title=None, orient="bottom", columns=5)),
            order=alt.Order("rank:Q"),
            column=alt.Column("family:N", sort=["perception", "reasoning"], title=None),
        )
        .properties(width=470, height=alt.Step(26))
    )


def _band(data: "pd.DataFrame", x: Any, joined: bool = True) -> Any:
    """Return values and intervals over the levels on `x`, one colour and mark a model, joined where levels have an order."""
    import altair as alt

    encoding = _models(data)
    base = alt.Chart(data)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, 1]), title=None)
    aside = alt.XOffset("model:N", sort=list(dict.fromkeys(data["model"])), scale=alt.Scale(paddingOuter=1))
    low = alt.Y("low:Q", title=None)
    bars = base.mark_rule(strokeWidth=1.5, opacity=0.6).encode(x=x, y=low, y2="high:Q", color=encoding["color"], xOffset=aside)
    line = base.mark_line(strokeWidth=1.5).encode(x=x, y=y, color=encoding["color"], xOffset=aside)
    dots = base.mark_point(size=60, filled=True, opacity=1).encode(x=x, y=y, xOffset=aside, **encoding)
    return bars + line + dots if joined else bars + dots


def _chains(data: "pd.DataFrame") -> Any:
    import altair as alt

    x = alt.X("level:O", title="chain right up to step", axis=alt.Axis(labelAngle=0))
    return _band(data, x).properties(width=470, height=330)


def _links(data: "pd.DataFrame") -> Any:
    import altair as alt

    x = alt.X(
        "level:N", sort=list(dict.fromkeys(data["level"])), title="kind of link that the item needs", axis=alt.Axis(labelAngle=0)
    )
    return _band(data, x, joined=False).properties(width=470, height=330)


def _cues(data: "pd.DataFrame") -> Any:
    import altair as alt

    x = alt.X(
        "level:N",
        sort=["every cue read", "a cue missed"],
        title="cues of the item, asked by themselves",
        axis=alt.Axis(labelAngle=0),
    )
    return _band(data, x).properties(width=470, height=330)


def _categories(data: "pd.DataFrame") -> Any:
    import altair as alt

    encoding, models = _models(data), list(dict.fromkeys(data["model"]))
    panels = []
    for family in ("perception", "reasoning"):
        part = data[data["dose"] == family]
        if part.empty:
            continue
        y = alt.Y(
            "level:N",
            sort=list(dict.fromkeys(data["level"])),
            scale=alt.Scale(domain=list(dict.fromkeys(data["level"]))),
            title=None,
            axis=alt.Axis(grid=True, bandPosition=0, tickBand="extent"),
        )
        aside = alt.YOffset("model:N", sort=models, scale=alt.Scale(paddingOuter=0.6))
        base = alt.Chart(part)
        low = alt.X("low:Q", title="risk corrected for chance", scale=alt.Scale(domain=[0, 1]))
        bars = base.mark_rule(strokeWidth=1.5, opacity=0.6).encode(
            y=y, x=low, x2="high:Q", color=encoding["color"], yOffset=aside
        )
        dots = base.mark_point(size=60, filled=True, opacity=1).encode(y=y, x=alt.X("value:Q"), yOffset=aside, **encoding)
        panels.append((bars + dots).properties(width=440, height=alt.Step(max(9, 30 / len(models))), title=family))
    return alt.hconcat(*panels)


def _exposure(data: "pd.DataFrame") -> Any:
    import altair as alt

    tone = palette()
    models = list(dict.fromkeys(data["model"]))
    y = alt.Y("model:N", sort=models, title=None)
    base = alt.Chart(data)
    x = alt.X("realised:Q", title="Overall", scale=alt.Scale(domain=[0, 1]))
    rule = base.mark_rule(strokeWidth=3, color=tone["line"]).encode(x=x, x2="answered:Q", y=y)
    kinds = ["over all items", "over answered items only"]
    scale = alt.Scale(domain=kinds, range=[tone["accent"], tone["languages"]["zh"]])
    shapes = alt.Scale(domain=kinds, range=["circle", "diamond"])
    legend = alt.Legend(title=None, orient="bottom")
    points = [
        base.transform_calculate(kind=f"'{kind}'")
        .mark_point(size=80, filled=True, opacity=1)
        .encode(
            x=alt.X(f"{column}:Q"),
            y=y,
            color=alt.Color("kind:N", scale=scale, legend=legend),
            shape=alt.Shape("kind:N", scale=shapes, legend=legend),
        )
        for column, kind in (("answered", kinds[1]), ("realised", kinds[0]))
    ]
    layers = alt.layer(rule, *points, data=data).properties(width=470, height=alt.Step(26))
    return layers.facet(column=alt.Column("family:N", sort=["perception", "reasoning"], title=None))


def _doses(data: "pd.DataFrame") -> Any:
    import altair as alt

    said, panels = words()["doses"], []
    for name, part in data.groupby("dose", sort=False):
        text = said.get(str(name), {"title": str(name), "ordered": False})
        named = part.assign(level=[text.get("levels", {}).get(str(level), str(level)) for level in part["level"]])
        x = alt.X("level:O", sort=list(dict.fromkeys(named["level"])), title=None, axis=alt.Axis(labelAngle=0))
        panels.append(_band(named, x, joined=text["ordered"]).properties(width=320, height=190, title=text["title"]))
    return alt.concat(*panels, columns=3, spacing=28)
