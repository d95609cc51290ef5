"""The document kit: a kind of document is one module, one Typst template, and what both take from here.

Python side (name the module; nothing heavy is imported with the package):

* `typesetting.typeset(commission, texts, *, images=None, style=None, prints=None, template=None) -> Drawing` sets
  kinds/<kind>.typ. It hands the template the *printed* values of exactly those attributes that the commission shows (the
  `shows` of its kind and the chosen `keys`), and refuses a drawing that leaves one of them out or runs over its page.
  `texts` is everything the document says that is nobody's. `prints` names a style of `values.printed` for a value type, an
  attribute or an "attribute.facet"; otherwise the seed picks one that is not in rare.yaml.
* `typesetting.Inset(image, box=None)`: pixels to be placed by name, with the part of them that is private.
* `typesetting.proof_ink("#rrggbb")`: a context in which every marked value is printed in that colour; two proofs differ in
  nothing but the ink of the marks. The tests measure the boxes with it.
* `style.draw_style(seed, locale, families=()) -> Style`: fonts, palette, paper, scale; `Style.but(**changes)`.
* `issuers.issuer(role, locale, of) -> str` and `issuers.emblem_seed(name) -> int`: fictional issuers and their marks.
* `wording.wording(commission) -> dict`: the words of kinds/<kind>.yaml, one variant of each by the seed.
* `facts.shown_attributes(commission)`, `machine_readable.passport_zone(person, expires)`.

Template side: `#import "../kit/kit.typ": *`. One pt is one pixel at scale 1.

* data: `locale`, `zh`, `layout`, `style`, `texts`, `tr(en, zh)`, `shown("phone")`, `first-shown("name", "phone")`,
  `called.phone` (what a form calls it), `fact("name.value")`, `rows("transactions")`.
* private values: `value(key)`, `mark(key, string)`, `fitted(key, string, width)` (one line, smaller if it must be),
  `wrapped(key, string, width)` (several lines, one exposure), `depicted(key, image, width:)`; all take `row:`, `of:`,
  `bold:` and the looks of `text()`. Never put a mark inside rotate, scale or skew: the boxes would not follow.
* page: `sheet.with(width, height, margin:, backdrop:, overlay:, corner:)`, `at(x, y, body)`, `specimen(w, h)`.
* parts: `field`, `label`, `section`, `rule`, `fit`, `heavy`, `emblem`, `cross`, `red-seal`, `rubber-stamp`, `box-stamp`,
  `barcode`, `matrix-code`, `readable-zone`, `guilloche`, `rosette`, `dotted`, `picture`; the colours `primary`, `accent`,
  `paper`, `pale`, `ink`, `muted`, `hairline`.
"""
