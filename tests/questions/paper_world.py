"""A world on paper: people and pictures as records alone, with the kinds of the real pictures and boxes that nothing fills."""

import itertools
from functools import cache

from multipriv.pictures.kind import kinds
from multipriv.seeds import opaque_id, stream
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Exposure, Fact, Locale, Person, Picture

CAPTURES = ("clean", "easy", "medium", "hard")
WORDS = {
    "en": {
        "given": {"female": ["Maren", "Isolde", "Tamsin", "Odette", "Linnea"], "male": ["Corwin", "Alden", "Jasper", "Leopold", "Emeric"]},
        "family": ["Ashgrove", "Thornfield", "Marlowick", "Pellworth", "Quillham", "Ravensby", "Stanmere", "Tollgate"],
        "city": ["Port Ellery", "Grenholm", "Westmarch", "Calder Bay"],
        "street": ["Lantern Lane", "Fennel Street", "Harbour Row", "Mill Steps"],
        "hospital": ["St Alder Hospital", "Grenholm Clinic", "Ellery General"],
        "treats": {"Lisotrel": "hypertension", "Glucavane": "type 2 diabetes", "Aerobrin": "asthma", "Migralene": "migraine",
                   "Thyrosol": "hypothyroidism", "Dermaline": "eczema", "Gastrivane": "gastritis", "Rhinocet": "hay fever"},
        "examination": ["chest X-ray", "blood count", "ECG", "thyroid panel", "abdominal ultrasound"],
        "occupation": ["surveyor", "baker", "tram driver", "librarian", "glazier", "midwife"],
        "employer": ["Northlight Works", "Harbour Mills", "Fenland Trams", "Ellery Books"],
        "model": ["Vantor Kestrel", "Ormond Lark", "Tessaly Finch", "Brunel Wren"],
        "payee": ["Green Basket", "Old Mill Bakery", "Cedar Gym", "Bluebell Books", "Harbour Power", "Quay Cinema"],
        "hotel": ["Hotel Meridian Lamp", "The Anchor House", "Willow Inn"], "nation": "Elleria", "relation": ["mother", "brother", "aunt"],
    },
    "zh": {
        "given": {"female": ["语桐", "清禾", "若溪", "安宁", "书晴"], "male": ["景行", "砚秋", "明远", "知舟", "望舒"]},
        "family": ["周", "沈", "陆", "顾", "程", "秦", "江", "叶"],
        "city": ["云泽市", "临浦市", "望川市", "青屿市"],
        "street": ["柳堤路", "灯塔街", "青石巷", "银杏大道"],
        "hospital": ["云泽市第三医院", "临浦仁和医院", "望川中心医院"],
        "treats": {"利索普片": "高血压", "格糖宁": "2型糖尿病", "艾舒平": "哮喘", "米格宁": "偏头痛",
                   "优甲康": "甲状腺功能减退", "润肤素": "湿疹", "胃舒安": "慢性胃炎", "鼻清片": "过敏性鼻炎"},
        "examination": ["胸部X线", "血常规", "心电图", "甲状腺功能", "腹部彩超"],
        "occupation": ["测绘员", "面点师", "电车司机", "图书管理员", "玻璃工", "助产士"],
        "employer": ["北辰制造厂", "海港纺织公司", "云泽公交公司", "书林出版社"],
        "model": ["远途 鹞", "奥岭 云雀", "泰辰 燕", "博朗 鹪鹩"],
        "payee": ["青篮超市", "老磨坊面包店", "松柏健身", "蓝铃书店", "海港电力", "码头影院"],
        "hotel": ["明灯酒店", "锚地宾馆", "杨柳客栈"], "nation": "云洲", "relation": ["母亲", "弟弟", "姑姑"],
    },
}
PLANS: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = (
    (("portrait", ()), ("staff_badge", ("email",)), ("shop_order", ("email",)), ("device_label", ()), ("selfie", ("vehicle_plate",)),
     ("vehicle_registration", ("name",)), ("medical_report", ("name",)), ("medicine_label", ("phone",)), ("business_card", ("phone",)),
     ("tax_form", ("national_id",))),
    (("resident_card", ()), ("portrait", ()), ("payslip", ("national_id",)), ("tax_form", ("name",)), ("street_map", ("phone",)),
     ("delivery_label", ("name", "phone")), ("travel_booking", ("email",)), ("email_message", ("name",)), ("car_in_street", ()),
     ("vehicle_registration", ("national_id",))),
    (("passport_page", ()), ("boarding_pass", ("passport_number",)), ("hotel_confirmation", ("email",)), ("bank_statement", ("email",)),
     ("payslip", ("bank_card_number",)), ("portrait", ()), ("signed_form", ("phone",)), ("laboratory_report", ("phone",)),
     ("iris_scan", ("passport_number",)), ("diploma", ())),
    (("driving_licence", ()), ("vehicle_registration", ("driver_licence_number",)), ("car_in_street", ()), ("selfie", ("vehicle_plate",)),
     ("bank_card", ("name",)), ("bank_statement", ("phone",)), ("prescription", ("phone",)), ("medical_report", ("national_id",)),
     ("fingerprint_card", ("national_id",)), ("insurance_card", ("national_id",))),
    (("social_post", ("name",)), ("portrait", ()), ("chat", ("phone",)), ("credit_report", ("phone",)), ("mortgage_offer", ("name",)),
     ("property_deed", ("national_id",)), ("fingerprint_card", ("name",)), ("iris_scan", ("national_id",)), ("house_front", ("vehicle_plate",)),
     ("vehicle_registration", ("name",))),
)


def _facts(locale: Locale, number: int, gender: str, birth: str, name: str) -> dict[str, tuple[Fact, ...]]:
    rng, words = stream("paper world", locale, number), WORDS[locale]
    tag = f"{locale}{number}"
    medicine, condition = rng.choice(sorted(words["treats"].items()))
    city, other = rng.sample(words["city"], 2)
    street = f"{rng.randrange(1, 300)} {rng.choice(words['street'])}" if locale == "en" else f"{rng.choice(words['street'])}{rng.randrange(1, 300)}号"
    income = rng.randrange(300000, 1500000)
    day = f"2024-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}"
    national = f"9{number:05d}{birth.replace('-', '')}{number % 1000:03d}X" if locale == "zh" else f"900-{number % 100:02d}-{number:04d}"
    payees = rng.sample(words["payee"], 5)
    one: dict[str, Fact] = {
        "face": {"value": f"face:{tag}"}, "fingerprint": {"value": f"finger:{tag}"}, "signature": {"value": f"sign:{tag}"},
        "iris": {"left": f"iris:{tag}:l", "right": f"iris:{tag}:r"}, "name": {"value": name},
        "national_id": {"value": national}, "passport_number": {"value": f"XX{number:07d}"},
        "driver_licence_number": {"value": f"DL{number:08d}{'Z' if locale == 'zh' else 'E'}"},
        "phone": {"value": f"555-01{number:04d}" if locale == "en" else f"100{number:08d}"},
        "email": {"value": f"p{number}@{locale}.example"}, "hospital": {"value": rng.choice(words["hospital"])},
        "physician": {"value": rng.choice(words["family"]) + (" Adair" if locale == "en" else "立言")},
        "diagnosis": {"value": condition}, "medication": {"value": medicine}, "examination": {"value": rng.choice(words["examination"])},
        "visit_date": {"value": day}, "bank_card_number": {"value": f"0000 {number:04d} 00{len(locale)} 0001"},
        "income": {"value": f"{income}.00"}, "tax": {"value": f"{income * 15 // 100}.{income * 15 % 100:02d}"},
        "credit_score": {"value": str(rng.randrange(450, 850))}, "home_address": {"value": f"{street}, {city}", "street": street},
        "flight": {"number": f"ZZ{rng.randrange(100, 999)}", "date": day, "origin": city, "destination": other, "seat": f"{rng.randrange(1, 30)}C"},
        "train": {"number": f"T{rng.randrange(100, 999)}", "date": f"2023-05-{rng.randrange(1, 28):02d}", "origin": other, "destination": city,
                  "seat": f"{rng.randrange(1, 90)}A"},
        "hotel_stay": {"hotel": rng.choice(words["hotel"]), "city": other, "check_in": day, "check_out": f"2025-01-{rng.randrange(1, 28):02d}",
                       "room": str(rng.randrange(100, 900))},
        "route": {"destination": street, "origin": rng.choice(words["payee"]), "path": f"path:{tag}"},
        "vehicle_plate": {"value": f"{'云Z' if locale == 'zh' else 'QX '}{number:05d}"}, "device_serial": {"value": f"SN{locale.upper()}{number:06d}"},
        "vehicle_model": {"value": rng.choice(words["model"])},
        "real_estate": {"unit": f"U{number:06d}", "price": f"{rng.randrange(90000, 900000)}.00", "area": str(rng.randrange(40, 180))},
        "gender": {"value": gender}, "birth_date": {"value": birth}, "nationality": {"value": words["nation"]},
        "occupation": {"value": rng.choice(words["occupation"])}, "employer": {"value": rng.choice(words["employer"])},
        "family_relation": {"relation": rng.choice(words["relation"]), "relative": rng.choice(words["family"]) + (" Rook" if locale == "en" else "长林")},
    }
    facts: dict[str, tuple[Fact, ...]] = {code: (fact,) for code, fact in one.items()}
    facts["transactions"] = tuple(
        {"amount": f"{rng.randrange(3, 400)}.{rng.randrange(100):02d}", "payee": payee, "date": f"2024-06-{place + 1:02d}"} for place, payee in enumerate(payees)
    )
    return {code: facts[code] for code in attributes()}


def _person(locale: Locale, number: int, profile: bool) -> Person:
    rng, words = stream("paper person", locale, number), WORDS[locale]
    gender, year = rng.choice(["female", "male"]), rng.randrange(1955, 2004)
    twin = profile and number % 10 == 1  # bears the name and gender of the profile before
    if twin:
        before = _person(locale, number - 1, profile)
        gender = before.value("gender")
    base = number - 1 if twin else number
    given, family = words["given"][gender][base % 5], words["family"][base // 5 % 8]
    middle = f" {chr(65 + base // 40)}." if locale == "en" else chr(0x4E00 + base // 40)
    name = f"{given}{middle} {family}" if locale == "en" else f"{family}{given}{middle if base >= 40 else ''}"
    birth = f"{year}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}"
    person_id = opaque_id("person", locale, number)
    return Person(person_id, f"P{locale}{number}" if profile else None, locale, opaque_id("house", locale, number // 2 if profile else number), 2025 - year,
                  _facts(locale, number, gender, birth, name), homonym_of=opaque_id("person", locale, number - 1) if twin else None)


def _exposures(person: Person, shown: list[str]) -> tuple[Exposure, ...]:
    place = itertools.count()
    rows = [(a, f, value, row if len(person.facts[a]) > 1 else None, None)
            for a in shown for row, fact in enumerate(person.facts[a]) for f, value in fact.items() if (a, f) != ("home_address", "street")]
    if person.locale == "zh" and "national_id" in shown:
        rows += [(a, "value", person.value(a), None, "national_id") for a in ("birth_date", "gender") if a not in shown]
    if "home_address" in shown:
        rows.append(("home_address", "street", person.value("home_address", "street"), None, "home_address"))
    found = []
    for attribute, facet, value, row, via in rows:
        depicted = attributes()[attribute].facets[facet].type == "depicted"
        top = 20.0 + 30 * next(place)
        quad = ((20.0, top), (220.0, top), (220.0, top + 22), (20.0, top + 22))
        found.append(Exposure(attribute, facet, person.person_id, None if depicted else value, value, (20.0, top, 220.0, top + 22), quad, row, via))
    return tuple(found)


def picture(person: Person, kind: str, keys: tuple[str, ...], scope: str, number: int) -> Picture:
    """Return a picture of a kind on paper; its exposures are those that the kind's line in kinds.yaml promises."""
    rng = stream("paper picture", person.person_id, number)
    shown = sorted(kinds()[kind].shows | set(keys))
    picture_id = opaque_id("picture", person.person_id, number)
    return Picture(picture_id, kind, rng.choice("ab"), person.locale, f"pictures/{picture_id[:2]}/{picture_id}.png", "", 640, 480, rng.choice(CAPTURES),  # type: ignore[arg-type]
                   scope, (person.person_id,), _exposures(person, shown))  # type: ignore[arg-type]


@cache
def paper_world(profiles: int = 20, strangers: int = 360) -> tuple[tuple[Person, ...], tuple[Picture, ...]]:
    """Return people and pictures: `profiles` with ten pictures each and about `strangers` with one, per locale."""
    people: list[Person] = []
    pictures: list[Picture] = []
    for locale in ("en", "zh"):
        for number in range(profiles):
            person = _person(locale, number, True)  # type: ignore[arg-type]
            people.append(person)
            pictures += [picture(person, kind, keys, "individual", place) for place, (kind, keys) in enumerate(PLANS[number % len(PLANS)])]
        for number, (kind, keys) in enumerate(itertools.islice(itertools.cycle((k, keys) for k in kinds().values() for keys in k.keys), strangers)):
            person = _person(locale, profiles + number, False)  # type: ignore[arg-type]
            people.append(person)
            pictures.append(picture(person, kind.code, keys, "attribute", 0))
    return tuple(people), tuple(pictures)
