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
    airline = setting(commission.locale)["airlines"][commission.person.value("flight", "number")[:3]]
    minute = random.randrange(6 * 12, 21 * 12) * 5
    texts = wording(commission) | {
        "airline": airline,
        "emblem": emblem_seed(airline),
        "gate": f"{random.choice('ABCD')}{random.randrange(1, 39):02d}",
        "boarding": _clock(minute - 40),
        "departure": _clock(minute),
        "closing": _clock(minute - 15),
        "group": str(random.randrange(1, 6)),
        "code": random.randrange(1 << 30),
    }
    dates = ["short", "capitals", "hyphens"] if commission.locale == "en" else ["iso", "default", "dots"]
    # a pass is printed by a machine: never a book face
    style = draw_style(commission.seed, commission.locale, families=("sans",)).but(paper=random.choice(PAPERS))
    names = ["capitals", "family_first_capitals"] if commission.locale == "en" else ["default"]
    prints = {"date": random.choice(dates), "person_name": random.choice(names)}
    return typeset(commission, texts, style=style, prints=prints)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


ARTIST = Artist(("stub", "upright"), draw)
