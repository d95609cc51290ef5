"""A statement of a bank card's account: its transactions, its number, and one key of the holder."""

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the statement; the bank is that of the card."""
    bank = issuer("bank", commission.locale, commission.person.value("bank_card_number"))
    random = stream("statement", commission.seed)
    texts = wording(commission) | {"bank": bank, "emblem": emblem_seed(bank), "number": random.randrange(2, 36)}
    dates = ["short", "iso", "us_short", "capitals"] if commission.locale == "en" else ["iso", "dots", "slashes"]
    prints = {"amount": random.choice(["default", "bare"]), "date": random.choice(dates)}
    return typeset(commission, texts, prints=prints)


ARTIST = Artist(("grid", "airy"), draw)
