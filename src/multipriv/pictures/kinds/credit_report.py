"""A credit report: one score, what goes into it, and one key of the person reported on."""

from random import Random

from multipriv.pictures.kind import Artist, Commission, Drawing
from multipriv.pictures.kit.credit import BANDS, standing
from multipriv.pictures.kit.issuers import emblem_seed, issuer
from multipriv.pictures.kit.typesetting import typeset
from multipriv.pictures.kit.wording import wording
from multipriv.seeds import stream


def draw(commission: Commission) -> Drawing:
    """Draw the one page of the report; everything on it fits the band of the score."""
    random = stream("credit_report", commission.seed)
    share, band = standing(int(commission.person.value("credit_score")), commission.locale)
    bureau = issuer("credit", commission.locale, commission.seed)
    texts = wording(commission) | {
        "bureau": bureau,
        "emblem": emblem_seed(bureau),
        "share": share,
        "band": band,
        "history": _history(band, commission.person.age, stream("credit_history", commission.person.person_id)),
        "code": random.randrange(1 << 30),
    }
    return typeset(commission, texts, prints={"integer": "default"})


def _history(band: int, age: int, random: Random) -> dict[str, str | int]:
    """Return what the accounts look like: the worse the band, the more late payments, enquiries and used credit.

    Nobody has credit before eighteen; `long` is how much its age helps, from 0 to 4.
    """
    worse = BANDS - 1 - band
    used = 12 + 17 * worse + random.randrange(10)
    years = random.randrange(1, max(2, min(15, age - 17)))
    return {
        "accounts": str(random.randrange(2, 7)),
        "late": str(0 if worse == 0 else random.randrange(worse, 2 * worse + 1)),
        "enquiries": str(random.randrange(worse, worse + 3)),
        "used": f"{used}%",
        "years": str(years),
        "long": min(4, years // 3),
    }


ARTIST = Artist(("report", "gauge"), draw)
