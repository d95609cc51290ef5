"""A boarding pass: one flight, and perhaps the passenger's name or passport number."""

from multipriv.people.setting import setting
from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream

PAPERS = ("#ffffff", "#fbfcfd", "#fdfcf8")


def draw(commission: Commission) -> Drawing:
    """Draw the pass; the letters of the flight number name the airline."""
    random = stream("boarding_pass", commission.seed)
    number, day, seat = (commission.person.value("flight", facet) for facet in ("number", "date", "seat"))
    airline = setting(commission.locale)["airlines"][number[:3]]
    # a flight leaves when and where it leaves, whoever prints the pass
    flight = stream("departure", number, day)
    minute = flight.randrange(6 * 12, 21 * 12) * 5
    words = wording(commission)
    cabin = _cabin(int(seat[:-1]))
    texts = words | {
        "airline": airline,
        "emblem": emblem_seed(airline),
        "gate": f"{flight.choice('ABCD')}{flight.randrange(1, 39):02d}",
        "boarding": _clock(minute - 40),
        "departure": _clock(minute),
        "closing": _clock(minute - 15),
        "class": words["class"][cabin],
        "group": "1" if cabin == "front" else str(stream("group", number, day, seat).randrange(2, 6)),
        "code": random.randrange(1 << 30),
    }
    dates = ["short", "capitals", "hyphens"] if commission.locale == "en" else ["iso", "default", "dots"]
    # a pass is printed by a machine: never a book face
    style = draw_style(commission.seed, commission.locale, families=("sans",)).but(paper=random.choice(PAPERS))
    names = ["capitals", "family_first_capitals"] if commission.locale == "en" else ["default"]
    prints = {"date": random.choice(dates), "person_name": random.choice(names)}
    return typeset(commission, texts, style=style, prints=prints)


def _cabin(row: int) -> str:
    return "front" if row < 4 else "middle" if row < 9 else "rear"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


ARTIST = Artist(("stub", "upright"), draw)
