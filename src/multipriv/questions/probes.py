"""Perception items on the cues of reasoning items: whether a model that failed to link had perceived what links."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from multipriv.questions import perception, recognition
from multipriv.questions.corpus import View
from multipriv.questions.draft import Cue, Draft
from multipriv.questions.perception import EXTRACTION, LOCALIZATION
from multipriv.questions.render import item_id
from multipriv.questions.workshop import Workshop
from multipriv.taxonomy.attributes import attributes
from multipriv.taxonomy.records import Exposure

PROBED_SHARE = 0.085
"""The share of reasoning items whose every cue is probed."""
TASK_SHARE = 0.6
"""The most of extraction and localization that probes may take; at recognition they may be every "yes"."""


class _Budget:
    """What is left for probes: items of a task, and of an attribute within it."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.left: Counter[tuple[str, str]] = Counter()
        for task in (EXTRACTION, LOCALIZATION):
            total = counts.get(task, 0)
            self.left[task, ""] = round(TASK_SHARE * total)
            codes = [code for code, a in attributes().items() if perception.TASK_ELIGIBILITY[task] in a.eligible]
            self.left.update({(task, code): round(2 * total / len(codes)) for code in codes})
        for task in ("direct_identifier_recognition", "indirect_identifier_recognition"):
            quotas = recognition.quotas(task, counts.get(task, 0))
            self.left.update({(task, code): quota // 2 for code, quota in quotas.items()})
            self.left[task, ""] = sum(quota // 2 for quota in quotas.values())

    def holds(self, spent: Counter[tuple[str, str]]) -> bool:
        return all(self.left[place] >= number for place, number in spent.items())


def plan(shop: Workshop, drafts: Sequence[Draft], counts: Mapping[str, int]) -> dict[str, list[Draft]]:
    """Return perception items by task that probe every cue of as many reasoning items as wished; all are accepted.

    A perception item probes one reasoning item. Items with few cues come first, the tasks in turn.
    """
    views = {view.picture.picture_id: view for view in shop.corpus.alone}
    budget = _Budget(counts)
    taken: set[str] = set()
    found: dict[str, list[Draft]] = {}
    goal, reached = round(PROBED_SHARE * len(drafts)), 0
    for draft in _in_turn(drafts):
        if reached == goal:
            break
        chosen = _probes_of(shop, draft, views, budget, taken)
        if chosen is None:
            continue
        reached += 1
        for probe in chosen:
            shop.accept(probe)
            taken.add(item_id(probe, shop.seed))
            budget.left.subtract([(probe.task, ""), (probe.task, probe.attributes[0])])
            found.setdefault(probe.task, []).append(probe)
    return found


def _in_turn(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with the fewest cues first, the tasks alternating."""
    ranked: list[tuple[int, int, Draft]] = []
    for task in dict.fromkeys(draft.task for draft in drafts):
        own = sorted((draft for draft in drafts if draft.task == task and draft.cues), key=lambda draft: len(draft.cues))
        ranked += [(place, len(draft.cues), draft) for place, draft in enumerate(own)]
    return [draft for _, _, draft in sorted(ranked, key=lambda row: row[:2])]


def _probes_of(shop: Workshop, draft: Draft, views: Mapping[str, View], budget: _Budget, taken: set[str]) -> list[Draft] | None:
    chosen: list[Draft] = []
    spent: Counter[tuple[str, str]] = Counter()
    own: set[str] = set()
    name = item_id(draft, shop.seed)
    for cue in dict.fromkeys(draft.cues):
        for probe in _candidates(views[cue.picture_id], cue):
            cost = spent + Counter([(probe.task, ""), (probe.task, probe.attributes[0])])
            code = item_id(probe, shop.seed)
            if code not in taken and code not in own and budget.holds(cost):
                spent = cost
                own.add(code)
                chosen.append(replace(probe, probe_of=name))
                break
        else:
            return None
    return chosen


def _candidates(view: View, cue: Cue) -> list[Draft]:
    shown = [e for e in view.shown((cue.attribute, cue.facet)) if e.via is None]
    if len(shown) != 1:
        return []
    exposure: Exposure = shown[0]
    found = [
        perception.MAKERS[task](view, exposure) for task in (EXTRACTION, LOCALIZATION) if perception.may_ask(task, view, exposure)
    ]
    return [*found, perception.recognition(recognition.task_of(cue.attribute), view, cue.attribute, "yes")]
