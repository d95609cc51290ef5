"""References without truth: guessing reaches chance and no more, refusing refuses."""

import pytest

from multipriv.evaluation.prompt import build_prompt
from multipriv.models.embedded import Prompt, Responder
from multipriv.models.references import chance, prior, refuse
from multipriv.questions.generate import generate
from multipriv.scoring import score
from multipriv.scoring.refusals import classify
from multipriv.taxonomy.records import Answer, Question, Verdict
from multipriv.taxonomy.tasks import tasks
from tests.questions.paper_world import paper_world


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    people, pictures = paper_world(6, 80)
    return generate(pictures, people, dict.fromkeys(tasks(), 24), seed=3)


def verdict(question: Question, respond: Responder, salt: str = "") -> Verdict:
    text = salt + "\n".join(part.text for part in build_prompt(question, "plain") if part.text is not None)
    said = respond(Prompt(text, (b"",) * len(question.picture_ids)))
    sizes = ((1000, 1000),) * len(question.picture_ids)
    return score(question, Answer(question.question_id, "test", None, "plain", "none", said, None, sent_sizes=sizes))


@pytest.mark.parametrize("kind", ["yes_no", "choice", "set", "text", "steps"])
def test_chance_reaches_the_chance_of_each_kind_of_answer(questions: list[Question], kind: str) -> None:
    mine = [question for question in questions if question.answer_kind == kind]
    scores = [verdict(question, chance, salt=f"{seed}\n\n").score for question in mine for seed in range(30)]
    expected = sum(question.chance for question in mine) / len(mine)
    spread = 4 * (max(expected * (1 - expected), 0.001) / len(scores)) ** 0.5
    assert abs(sum(scores) / len(scores) - expected) < spread + 0.01


def test_chance_is_always_understood(questions: list[Question]) -> None:
    outcomes = {verdict(question, chance).outcome for question in questions}
    assert outcomes <= {"correct", "wrong", "partial"}


def test_prior_reaches_chance_and_no_more(questions: list[Question]) -> None:
    for task in ("cross_validation", "direct_identifier_recognition"):
        scores = [verdict(question, prior).score for question in questions if question.task == task]
        assert sum(scores) / len(scores) == pytest.approx(0.5, abs=0.1)
    people, pictures = paper_world(6, 80)
    # of a kind that has several places at most one is a member: the first picture alone is likelier than one set among all
    galleries = [q for seed in range(5) for q in generate(pictures, people, {"reidentification": 24}, seed)]
    expected = sum(question.chance for question in galleries) / len(galleries)
    assert sum(verdict(question, prior).score for question in galleries) / len(galleries) == pytest.approx(expected, abs=0.12)
    for task in ("information_extraction", "chained_reasoning"):
        assert not any(verdict(question, prior).score for question in questions if question.task == task)


def test_refuser_refuses_in_the_language_of_the_prompt(questions: list[Question]) -> None:
    for question in questions[::7]:
        text = "\n".join(part.text for part in build_prompt(question, "plain") if part.text is not None)
        said = refuse(Prompt(text, ()))
        assert ("抱歉" in said) == (question.language == "zh")
        assert classify(said, question.language, question) == "refused"
        found = verdict(question, refuse)
        assert (found.outcome, found.score) == ("refused", 0)
