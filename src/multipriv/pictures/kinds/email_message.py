"""An e-mail about a hospital appointment: the recipient's address, hospital and date, and at most the recipient's name."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed
from multipriv.pictures.kit.style import draw_style
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.pictures.screens.clock import status
from multipriv.seeds import stream

DATES = {"en": ("default", "us", "us_short", "short"), "zh": ("default", "padded", "iso")}


def draw(commission: Commission) -> Drawing:
    """Draw the screen."""
    random = stream("mail", commission.seed)
    words = wording(commission)
    bar = status(commission.seed)
    texts = (
        bar
        | words
        | {
            "ago": words["ago"] if _minutes(words["ago"]) <= _minutes(bar["clock"]) else words["yesterday"],
            "emblem": emblem_seed(words["app"]),
            "avatar": random.randrange(90),
            "unread": random.randrange(2, 60),
        }
    )
    style = draw_style(commission.seed, commission.locale, ("sans",)).but(paper="#ffffff")
    prints = {"date": random.choice(DATES[commission.locale]), "person_name": "default"}
    return typeset(commission, texts, style=style, prints=prints)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


ARTIST = Artist(("phone", "desktop"), draw)
