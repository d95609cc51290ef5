"""A train ticket: one journey, and perhaps the passenger's name or ID number."""

from multipriv.people.setting import setting
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

# Ticket stock: the colour of the ground with that of its band.
_STOCK = {
    "en": (("#fdf6ea", "#b4531f"), ("#f3f7ee", "#3f6b35"), ("#f6f3f8", "#5a3d78"), ("#f2f7fa", "#20597c")),
    "zh": (("#e4f1f8", "#3a7ca8"), ("#fbe9e6", "#b5524a")),
}


def draw(commission: Commission) -> Drawing:
    """Draw the ticket; the train's number names the railway."""
    random = stream("train_ticket", commission.seed)
    number, day, seat = (commission.person.value("train", facet) for facet in ("number", "date", "seat"))
    operators = setting(commission.locale)["train_operators"]
    operator = operators[stream("railway", number).randrange(len(operators))]
    # a train leaves when and where it leaves, whoever prints the ticket
    train = stream("departure", number, day)
    minute = train.randrange(6 * 60, 22 * 60)
    words = wording(commission, by=dict.fromkeys(("class", "type"), f"{number} {day} {seat}"))
    texts = words | {
        "operator": operator,
        "emblem": emblem_seed(operator),
        "departure": f"{minute // 60:02d}:{minute % 60:02d}",
        "gate": f"{train.randrange(1, 24)}{train.choice('AB')}",
        "platform": str(train.randrange(1, 15)),
        "class": words["second"] if commission.locale == "zh" and "B" in seat else words["class"],
        "code": random.randrange(1 << 30),
    }
    stock, band = random.choice(_STOCK[commission.locale])
    families = ("sans", "serif") if commission.locale == "zh" else ("sans",)
    style = draw_style(commission.seed, commission.locale, families=families)
    if commission.layout == "magnetic":
        style = style.but(paper=stock, primary=band)
    dates = ["short", "capitals", "hyphens"] if commission.locale == "en" else ["padded"]
    return typeset(commission, texts, style=style, prints={"date": random.choice(dates)})


ARTIST = Artist(("magnetic", "slip"), draw)
